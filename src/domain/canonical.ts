/** JSON that is the same for the same content, in whatever order its entries were written. `instead`: of an entry's value, by its name. */
export const canonical = (
  content: unknown,
  instead: (name: string, value: unknown) => unknown = (_, value) => value,
): string =>
  JSON.stringify(content, (name, entry: unknown) => {
    const value = instead(name, entry);
    return value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
