import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { pdfEngine } from './load-pdf.ts';
import classes from './pdf.module.css';

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** CSS pixels per point. */
  scale: number;
  /** Size of a page in points, to keep its place before it is drawn. */
  size: { width: number; height: number };
  label: string;
}

/**
 * One page, drawn when it comes near the window's edge. A new version of the document is drawn aside and put in place when it
 * is complete, so that a live preview never flickers.
 */
export function PdfPage({ document, number, scale, size, label }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const { t } = useTranslation('common');
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!near) return;
    let cancelled = false;
    let cancel: (() => void) | undefined;
    const draw = async () => {
      const { pdfjs } = await pdfEngine();
      const page = await document.getPage(number);
      if (cancelled) return;
      const density = window.devicePixelRatio || 1;
      const viewport = page.getViewport({ scale: scale * density });
      const aside = globalThis.document.createElement('canvas');
      aside.width = Math.floor(viewport.width);
      aside.height = Math.floor(viewport.height);
      const painting = page.render({ canvas: aside, viewport });
      cancel = () => painting.cancel();
      await painting.promise;
      const layer = globalThis.document.createElement('div');
      const textLayer = new pdfjs.TextLayer({
        textContentSource: page.streamTextContent(),
        container: layer,
        viewport: page.getViewport({ scale }),
      });
      await textLayer.render();
      if (cancelled || !canvas.current || !text.current) return;
      canvas.current.width = aside.width;
      canvas.current.height = aside.height;
      canvas.current.getContext('2d')?.drawImage(aside, 0, 0);
      text.current.replaceChildren(...layer.childNodes);
    };
    draw().then(
      () => setFailed(false),
      // Cancelled painting is the normal end of an overtaken version.
      () => setFailed(!cancelled),
    );
    return () => {
      cancelled = true;
      cancel?.();
    };
  }, [document, number, scale, near]);

  const box = { width: size.width * scale, height: size.height * scale };
  return (
    <div ref={frame} className={classes.page} style={box} data-page={number} role="group" aria-label={label}>
      <canvas ref={canvas} className={classes.canvas} aria-hidden />
      <div ref={text} className={classes.text} style={{ ['--total-scale-factor' as string]: scale }} />
      {failed ? <p className={classes.failed}>{t('pdf.failed')}</p> : null}
    </div>
  );
}

function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '800px 0px',
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return near;
}
