import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ActionIcon, Group, Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import {
  IconArrowsHorizontal,
  IconChevronDown,
  IconChevronUp,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useTranslation } from 'react-i18next';
import { openPdf } from './pdf/load-pdf.ts';
import classes from './pdf/pdf.module.css';
import { PdfPage } from './pdf/PdfPage.tsx';
import { EmptyState } from './states.tsx';

export interface PdfViewerProps {
  /** The document; another object is another version of it, shown in the place of the old one without a flicker. */
  pdf: { name: string; base64: string } | undefined;
  loading: boolean;
  toolbar?: ReactNode;
}

/** CSS pixels per point beyond which a page does not grow with the window: A4 of about 890 px. */
const MAX_FIT = 1.5;

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

interface Shown {
  document: PDFDocumentProxy;
  pages: number;
  size: { width: number; height: number };
}

/** A PDF on the screen: scrolls with arrows and Page keys, + and − zoom. Zoom 1 fits the width. */
export function PdfViewer({ pdf, loading, toolbar }: PdfViewerProps) {
  const { t } = useTranslation('common');
  const { shown, failed } = useDocument(pdf?.base64);
  const [zoom, setZoom] = useState(1);
  const [page, setPage] = useState(1);
  const { ref: measure, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const scale =
    shown && width > 0 ? Math.min(MAX_FIT, Math.max(0.2, (width - 4) / shown.size.width)) * zoom : 1;
  const pages = shown?.pages ?? 0;

  const step = (direction: 1 | -1) =>
    setZoom((now) => (direction > 0 ? ZOOMS.find((z) => z > now) : ZOOMS.findLast((z) => z < now)) ?? now);
  const goTo = (number: number) => {
    const target = scroller.current?.querySelector<HTMLElement>(`[data-page="${number}"]`);
    if (target && scroller.current)
      scroller.current.scrollTop = target.offsetTop - scroller.current.offsetTop - 8;
  };
  const onScroll = () => {
    const box = scroller.current!;
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
    const seen = [...box.querySelectorAll<HTMLElement>('[data-page]')].findLast(
      (each) => each.getBoundingClientRect().top <= middle,
    );
    setPage(Number(seen?.dataset.page ?? 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else if (event.key === '0') setZoom(1);
  };

  return (
    <section className={classes.viewer} aria-label={t('pdf.viewer')}>
      <div className={classes.toolbar} role="toolbar" aria-label={t('pdf.viewer')}>
        <ActionIcon aria-label={t('pdf.previousPage')} disabled={page <= 1} onClick={() => goTo(page - 1)}>
          <IconChevronUp size="1.2rem" aria-hidden />
        </ActionIcon>
        <Text size="sm" className="tabular">
          {pages > 0 ? t('pdf.page', { page: Math.min(page, pages), pages }) : '–'}
        </Text>
        <ActionIcon aria-label={t('pdf.nextPage')} disabled={page >= pages} onClick={() => goTo(page + 1)}>
          <IconChevronDown size="1.2rem" aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('pdf.zoomOut')} disabled={zoom <= ZOOMS[0]!} onClick={() => step(-1)}>
          <IconMinus size="1.2rem" aria-hidden />
        </ActionIcon>
        <Text size="sm" className="tabular" w="3.2em" ta="center">
          {Math.round(zoom * 100)}%
        </Text>
        <ActionIcon aria-label={t('pdf.zoomIn')} disabled={zoom >= ZOOMS.at(-1)!} onClick={() => step(1)}>
          <IconPlus size="1.2rem" aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('pdf.fitWidth')} onClick={() => setZoom(1)}>
          <IconArrowsHorizontal size="1.2rem" aria-hidden />
        </ActionIcon>
        <Group gap={6} miw="7rem" role="status">
          {loading ? (
            <>
              <Loader size="xs" aria-hidden />
              <Text size="sm">{t('pdf.drawing')}</Text>
            </>
          ) : null}
        </Group>
        {toolbar === undefined ? null : (
          <Group gap="xs" ml="auto">
            {toolbar}
          </Group>
        )}
      </div>
      {/* Focusable, so that arrows and Page keys scroll it. */}
      <div
        ref={scroller}
        className={classes.pages}
        tabIndex={0}
        role="document"
        aria-label={pdf?.name ?? t('pdf.viewer')}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div ref={measure} style={{ minWidth: 0 }}>
          {shown && width > 0
            ? Array.from({ length: shown.pages }, (_, index) => (
                <PdfPage
                  key={index}
                  document={shown.document}
                  number={index + 1}
                  scale={scale}
                  size={shown.size}
                  label={t('pdf.page', { page: index + 1, pages: shown.pages })}
                />
              ))
            : null}
          {!shown && !loading ? <EmptyState text={failed ? t('pdf.failed') : t('pdf.nothing')} /> : null}
        </div>
      </div>
    </section>
  );
}

/** The opened document; while a new version is being opened the old one stays. */
function useDocument(base64: string | undefined): { shown: Shown | undefined; failed: boolean } {
  const [shown, setShown] = useState<Shown>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (base64 === undefined) return;
    let overtaken = false;
    openShown(base64)
      .then((next) => {
        if (overtaken) return void next.document.loadingTask.destroy();
        setFailed(false);
        setShown((before) => {
          // Pages of the old version may still be drawing; they are cancelled by the change itself first.
          if (before) setTimeout(() => void before.document.loadingTask.destroy(), 2_000);
          return next;
        });
      })
      .catch(() => !overtaken && setFailed(true));
    return () => {
      overtaken = true;
    };
  }, [base64]);
  return { shown, failed };
}

async function openShown(base64: string): Promise<Shown> {
  const document = await openPdf(base64);
  const first = await document.getPage(1);
  const { width, height } = first.getViewport({ scale: 1 });
  return { document, pages: document.numPages, size: { width, height } };
}
