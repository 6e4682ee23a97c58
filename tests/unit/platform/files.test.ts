import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../../src-main/platform/files/file-name.ts';
import { isViewable, mediaTypeOf } from '../../../src-main/platform/files/media-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the label of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\王\\收条.jpg', '收条.jpg'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['CON.txt', '_CON.txt'],
    ['收据\u202Egpj.exe', '收据gpj.exe'],
    ['a\u0000b.png', 'ab.png'],
    ['a:b|c?.pdf', 'a_b_c_.pdf'],
    ['   ', 'file'],
    ['\uD800x.png', '\uFFFDx.png'],
  ])('%j becomes %j', (name, clean) => expect(cleanFileName(name)).toBe(clean));

  it('is one plain name of at most 120 characters whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = cleanFileName(name);
        expect(clean).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u);
        expect(clean).not.toMatch(/^\.|^$/);
        expect([...clean].length).toBeLessThanOrEqual(121);
        expect(clean.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(cleanFileName(`${'长'.repeat(300)}.jpeg`)).toMatch(/^长{115}\.jpeg$/);
  });
});

describe('what a content is', () => {
  it.each([
    ['%PDF-1.7', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['RIFF....WEBPVP8 ', 'image/webp'],
    ['RIFF....WAVEfmt ', 'audio/wav'],
    ['....ftypisom', 'video/mp4'],
    ['....ftypheic', 'image/heic'],
    ['PK\x03\x04', 'application/zip'],
    ['MZ\x90\x00\x03', 'application/octet-stream'],
  ])('%j is %s', (text, type) => expect(mediaTypeOf(bytes(text))).toBe(type));

  it('is judged by the content: a page of HTML or SVG is text and never shown as a picture', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    expect(mediaTypeOf(bytes(svg))).toBe('text/plain');
    expect(isViewable(mediaTypeOf(bytes(svg)), svg.length)).toBe(false);
    expect(mediaTypeOf(Buffer.from(`${'记'.repeat(1_365)}录`))).toBe('text/plain');
  });

  it('a picture beyond the limit of the window is saved, not shown', () => {
    expect(isViewable('image/png', 32 * 1024 * 1024)).toBe(true);
    expect(isViewable('image/png', 32 * 1024 * 1024 + 1)).toBe(false);
  });
});
