/**
 * Codes on printed sign-in sheets: five characters for the sheet, two for the line (`22` is the head), one to check.
 * 31 characters that nobody mistakes for one another: no I, L, O, 0, 1. Because 31 is prime and neighbouring weights
 * differ by one, any single wrong character and any two neighbours in the wrong order are found.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const base = alphabet.length;
const sheetLength = 5;
const lineLength = 2;
/** How many different sheets there are. */
const sheets = base ** sheetLength;

export interface SignCode {
  /** All eight characters, as they are kept. */
  code: string;
  /** Code of the head of the sheet that the line stands on. */
  headCode: string;
  /** 0: the head. */
  line: number;
}

/** The code of a line (0: the head) of the sheet that `seed` stands for; any whole number of at least 0 is a seed. */
export function signCode(seed: bigint, line: number): string {
  if (seed < 0n || !Number.isInteger(line) || line < 0 || line >= base ** lineLength)
    throw new RangeError(`no code for line ${line}`);
  const payload = digits(Number(seed % BigInt(sheets)), sheetLength) + digits(line, lineLength);
  return payload + checkCharacter(payload);
}

/** Reads what was scanned or typed: spaces, hyphens, width and case do not matter. Undefined when it is no code. */
export function readSignCode(typed: string): SignCode | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—_.]/gu, '');
  if (code.length !== sheetLength + lineLength + 1 || [...code].some((char) => !alphabet.includes(char)))
    return undefined;
  const payload = code.slice(0, -1);
  if (checkCharacter(payload) !== code.at(-1)) return undefined;
  const sheet = payload.slice(0, sheetLength);
  const head = sheet + digits(0, lineLength);
  return {
    code,
    headCode: head + checkCharacter(head),
    line: [...payload.slice(sheetLength)].reduce((sum, char) => sum * base + alphabet.indexOf(char), 0),
  };
}

/** As people read it: `7K3M-P2A5`. */
export const printedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Makes the weighted sum of all characters a multiple of 31; the check character itself weighs one. */
function checkCharacter(payload: string): string {
  const weight = payload.length + 1;
  const sum = [...payload].reduce(
    (total, char, index) => total + (weight - index) * alphabet.indexOf(char),
    0,
  );
  return alphabet.charAt((base - (sum % base)) % base);
}

function digits(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = alphabet.charAt(rest % base) + text;
    rest = Math.floor(rest / base);
  }
  return text;
}
