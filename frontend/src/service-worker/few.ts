/** Much to do, a few things at a time, in order: nobody waits for it. Ends with the first that goes wrong. Pure. */

export async function few<T>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<void>
): Promise<void> {
  const rest = things[Symbol.iterator]();
  const hand = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}
