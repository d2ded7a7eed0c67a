/** The end of writing to this device. */

/**
 * Done when all is kept. Raises why it is not: a transaction knows that when it is called off, and not yet when one of
 * its requests fails, which is all that Safari and Firefox tell first of a device without room.
 */
export function written(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new DOMException('', 'AbortError'));
  });
}
