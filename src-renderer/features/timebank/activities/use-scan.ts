import { useLayoutEffect, useState, type Dispatch, type RefObject } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { SignCodeView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { navigate } from '../../../app/navigation.ts';
import { cellElement } from '../SheetGrid.tsx';
import type { sheetFormSchema } from '../sheet-form.ts';
import type { Column, DraftLine } from '../sheet-lines.ts';
import type { SheetAction } from '../sheet-state.ts';
import type { CodeAnswer } from './CodeField.tsx';
import { scanned, type ScanOutcome } from './scan.ts';

type Form = UseFormReturn<z.input<typeof sheetFormSchema>, unknown, z.output<typeof sheetFormSchema>>;

/** Codes on their way into the sheet being entered: what they do to it, what is said, and the line seen last. */
export function useScan({
  sheetId,
  form,
  lines,
  dispatch,
  grid,
}: {
  sheetId: string | undefined;
  form: Form;
  lines: readonly DraftLine[];
  dispatch: Dispatch<SheetAction>;
  grid: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation('timebankActivities');
  const [last, setLast] = useState<string>();
  const [show, setShow] = useState<{ id: string; enter?: Column }>();

  // A line just added is drawn first and shown then; the cursor stays in the code field unless a name is wanted.
  useLayoutEffect(() => {
    if (!show) return;
    const cell = cellElement(grid.current, show.id, show.enter ?? 'member');
    if (show.enter) cell?.focus();
    else cell?.scrollIntoView?.({ block: 'nearest' });
    setShow(undefined);
  }, [show, grid]);

  const onCode = (view: SignCodeView): CodeAnswer | undefined => {
    const activityId = form.getValues('activityId') ?? null;
    const outcome = scanned({ sheetId, activityId, lines }, view, crypto.randomUUID());
    switch (outcome.kind) {
      case 'came':
        dispatch({ type: 'came', id: outcome.id, printedCode: view.code });
        break;
      case 'add':
        if (outcome.takeHead) takeHead(form, view);
        dispatch({ type: 'addScanned', line: outcome.line });
        break;
      case 'openSheet':
        navigate({ page: 'sheet', params: { id: outcome.id } });
        return undefined;
      case 'openPrinted':
        navigate({ page: 'sheet', params: { id: 'new', print: outcome.signSheetId } });
        return undefined;
      default:
    }
    if (outcome.kind === 'add' || outcome.kind === 'came' || outcome.kind === 'twice') {
      const id = outcome.kind === 'add' ? outcome.line.id : outcome.id;
      const nameless = outcome.kind === 'add' && outcome.line.member === null;
      setLast(id);
      setShow({ id, ...(nameless ? { enter: 'member' as const } : {}) });
    }
    return { text: wordsOf(outcome), severity: done.has(outcome.kind) ? 'done' : 'warning' };
  };

  const enterLast = () => {
    if (last !== undefined) cellElement(grid.current, last, 'startsAt')?.focus();
  };
  return { onCode, enterLast, last };

  function wordsOf(outcome: ScanOutcome): string {
    switch (outcome.kind) {
      case 'came':
      case 'twice':
        return t(`code.${outcome.kind}`, { n: outcome.n, name: outcome.name || t('code.someone') });
      case 'add':
        return outcome.line.member === null
          ? t('code.walkIn', { n: outcome.n })
          : t('code.added', { n: outcome.n, name: outcome.name });
      case 'entered':
      case 'headOpen':
        return t(`code.${outcome.kind}`, { number: outcome.number });
      case 'foreign':
        return t('code.foreign', { number: outcome.number, activity: outcome.activity });
      case 'full':
      case 'headHere':
        return t(`code.${outcome.kind}`);
      default:
        return '';
    }
  }
}

const done: ReadonlySet<ScanOutcome['kind']> = new Set(['came', 'add', 'headHere']);

/** What stands printed at the head of the first sheet scanned, where nothing was typed. */
function takeHead(form: Form, { head }: SignCodeView): void {
  for (const name of ['activity', 'servedOn', 'place', 'responsible'] as const) {
    if (form.getValues(name) === '' && head[name] !== '')
      form.setValue(name, head[name], { shouldDirty: true });
  }
  for (const name of ['areaId', 'groupId', 'activityId'] as const) {
    if ((form.getValues(name) ?? null) === null) form.setValue(name, head[name], { shouldDirty: true });
  }
}
