/** What has been opened, to be closed in the reverse order. */
export interface ClosingStack {
  /** Remembers how to close something; closes it at once where closing has already begun. */
  add(name: string, close: () => unknown): void;
  /** Closes everything, once, and waits. One that fails does not keep the others open; all failures are thrown together. */
  close(): Promise<void>;
}

/** An empty stack of things to close. */
export function createClosingStack(): ClosingStack {
  const opened: { readonly name: string; close(): unknown }[] = [];
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (let entry = opened.pop(); entry; entry = opened.pop()) {
      try {
        await entry.close();
      } catch (cause) {
        failures.push(new Error(`${entry.name} did not close`, { cause }));
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  }

  return {
    add(name, close) {
      opened.push({ name, close });
      if (closing) closing = Promise.all([closing, closeAll()]).then(() => undefined);
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
