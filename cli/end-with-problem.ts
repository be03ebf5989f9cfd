import { Refusal } from '@rotunda/platform/refusal';
import { StartProblem } from '@rotunda/platform/start-problem';

/**
 * Runs a command. What a person can put right is said in one sentence, everything else with its stack; both end with exit code 1.
 */
export function orEndWithProblem<Arguments extends unknown[]>(
  run: (...given: Arguments) => Promise<void>,
): (...given: Arguments) => Promise<void> {
  return async (...given) => {
    try {
      await run(...given);
    } catch (error) {
      console.error(isMeantForPeople(error) ? error.message : error);
      process.exitCode = 1;
    }
  };
}

function isMeantForPeople(error: unknown): error is StartProblem | Refusal {
  return error instanceof StartProblem || error instanceof Refusal;
}
