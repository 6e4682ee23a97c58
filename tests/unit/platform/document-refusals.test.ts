// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { AppError } from '../../../src-main/platform/app-error.ts';
import { LayoutFailure, UnreadableParts } from '../../../src-main/platform/documents/errors.ts';
import { documentError } from '../../../src-main/platform/documents/refusals.ts';
import { errorMessage } from '../../../src-renderer/i18n/messages.ts';

it('files that cannot be bound are refused by name, in words: “something went wrong” helped nobody', () => {
  const refusal = documentError(
    new UnreadableParts([
      { id: 'a', name: '加密的合同', reason: 'encrypted' },
      { id: 'b', name: '半张照片', reason: 'broken' },
    ]),
  );
  expect(refusal).toBeInstanceOf(AppError);
  const { code, params } = refusal as AppError;
  expect(code).toBe('dossier.unreadableFile');
  const sentence = errorMessage({ code, message: '', ...(params ? { params } : {}) });
  expect(sentence).toContain('《加密的合同》、《半张照片》');
});

it('what nobody expected stays unexpected', () => {
  const failure = new LayoutFailure('worker-died', 'gone');
  expect(documentError(failure)).toBe(failure);
});
