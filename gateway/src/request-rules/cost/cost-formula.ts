/** Values of an operation's variables, coerced. */
export type Variables = Readonly<Record<string, unknown>>;

/** A cost that stands, or one that the variables decide. */
export type CostFormula = number | ((variables: Variables) => number);

/** What a formula gives for these variables. */
export function evaluate(formula: CostFormula, variables: Variables): number {
  return typeof formula === 'number' ? formula : formula(variables);
}

/** The sum of formulas; what stands already is added once. */
export function sumOf(formulas: readonly CostFormula[]): CostFormula {
  let constant = 0;
  const open: Exclude<CostFormula, number>[] = [];
  for (const formula of formulas) {
    if (typeof formula === 'number') constant += formula;
    else open.push(formula);
  }
  if (open.length === 0) return constant;
  return (variables) => open.reduce((sum, formula) => sum + formula(variables), constant);
}

/** The product of two formulas. */
export function productOf(one: CostFormula, other: CostFormula): CostFormula {
  if (typeof one === 'number' && typeof other === 'number') return one * other;
  if (one === 0 || other === 0) return 0;
  return (variables) => evaluate(one, variables) * evaluate(other, variables);
}

/** The greatest of formulas; 0 where there is none. */
export function greatestOf(formulas: readonly CostFormula[]): CostFormula {
  const [first = 0, ...others] = formulas;
  if (others.length === 0) return first;
  if (formulas.every((formula) => typeof formula === 'number')) return Math.max(...formulas);
  return (variables) => Math.max(...formulas.map((formula) => evaluate(formula, variables)));
}
