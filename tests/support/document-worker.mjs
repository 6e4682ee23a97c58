// The document worker from its TypeScript source, so that tests need no build.
import { register } from 'tsx/esm/api';

register();
await import('../../src-main/document-worker.ts');
