/** Something a person must put right before Rotunda can start or go on; the sentence says what and how, and is shown without a stack. */
export class StartProblem extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StartProblem';
  }
}
