const TIMES = 8;
const TURNS = 20;

/** What is about linear; anything more is measured again, as a busy machine slows one size more than the other. */
const ABOUT_LINEAR = 12;
const TRIES = 3;

/**
 * How many times as long a task takes when it is eight times as large: about 8 where the work is
 * linear, 64 where it is quadratic. The small one is run eight times, so that both make as much
 * garbage, and the least of several turns counts, as others use the machine too.
 */
export function growth(task: (size: number) => () => unknown, size: number): number {
  const small = task(size);
  const large = task(TIMES * size);
  const often = () => {
    for (let time = 0; time < TIMES; time += 1) small();
  };
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least > ABOUT_LINEAR; attempt += 1) {
    least = Math.min(least, (TIMES * leastTime(large)) / leastTime(often));
  }
  return least;
}

function leastTime(run: () => unknown): number {
  run();
  const times = Array.from({ length: TURNS }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return Math.min(...times);
}
