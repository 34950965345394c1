/**
 * Announces a step before it starts, since some take a minute, and says afterwards how long it took.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAtMs = performance.now();
  console.log(`${name} …`);
  const result = await work();
  console.log(`${name}: done in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
  return result;
}
