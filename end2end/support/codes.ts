// Match codes.

/** Another code, which no browser shows. */
export const otherThan = (code: string): string => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
