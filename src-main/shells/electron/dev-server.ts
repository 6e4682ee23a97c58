import { randomBytes } from 'node:crypto';
import { contentPolicy, NONCE_PLACEHOLDER, securityHeaders } from './content-policy.ts';
import { isDeskAddress } from './origin.ts';

/** The live server of `npm run dev`; `socket` carries its reload messages. */
export interface DevelopmentServer {
  address: string;
  socket: string;
}

/** Only from sources, only on this machine: a packaged program never has one, whatever the environment says. */
export function findDevelopmentServer(
  packaged: boolean,
  env: NodeJS.ProcessEnv,
): DevelopmentServer | undefined {
  if (packaged || !env['ELECTRON_RENDERER_URL']) return undefined;
  const url = new URL(env['ELECTRON_RENDERER_URL']);
  if (url.protocol !== 'http:' || !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    return undefined;
  return { address: url.origin, socket: `ws://localhost:${url.port}` };
}

/** The page keeps its address app://desk/ in development too, so that every check of the sender is the same. */
export function createDevelopmentProxy(server: DevelopmentServer): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isDeskAddress(request.url)) return new Response(null, { status: 403 });
    const { pathname, search } = new URL(request.url);
    const answer = await fetch(`${server.address}${pathname}${search}`, {
      headers: { Accept: accepted(request) },
    });
    const type = answer.headers.get('Content-Type') ?? 'application/octet-stream';
    const nonce = randomBytes(18).toString('base64');
    const headers = { ...securityHeaders(contentPolicy(nonce, server)), 'Content-Type': type };
    const body = type.startsWith('text/html')
      ? (await answer.text()).replaceAll(NONCE_PLACEHOLDER, nonce)
      : await answer.arrayBuffer();
    return new Response(body, { status: answer.status, headers });
  };
}

function accepted(request: Request): string {
  return request.headers.get('Accept') ?? '*/*';
}
