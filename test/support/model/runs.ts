/** So many random runs, or as often as many as the variable RUNS says: `RUNS=10 npm run test:deep`. */
export const runs = (count: number): number => count * Number(process.env.RUNS ?? 1)
