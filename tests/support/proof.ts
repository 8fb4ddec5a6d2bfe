/** How often something is tried: a little in every run of the tests, a lot by `npm run prove`. */
export function proofCount(short: number, full: number): number {
  return process.env.RUNTYPE_PROOF === "full" ? full : short;
}
