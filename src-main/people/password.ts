import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/*
 * scrypt (RFC 7914) from Node itself: memory-hard, no dependency. N = 2^16, r = 8, p = 1 takes about 64 MiB and a
 * fifth of a second on an office PC; the parameters stand in the stored text, so that they can grow.
 */
const current = { cost: 2 ** 16, blockSize: 8, parallelization: 1 };

/** `scrypt$65536$8$1$salt$hash`, salt and hash in base64. Runs in the thread pool, not on the window's process. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { cost, blockSize, parallelization } = current;
  const hash = await derive(password, salt, current);
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64'), hash.toString('base64')].join(
    '$',
  );
}

/** Compares in constant time; a stored text that cannot be read never matches. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallelization, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
  });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Spends the time of a comparison for an account that does not exist, so that names cannot be found out. */
export async function compareWithNothing(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), current);
  return false;
}

function derive(password: string, salt: Buffer, parameters: typeof current): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, { ...parameters, maxmem: 256 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
