import { useEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import { Alert, Box, Button, Group, Text } from '@mantine/core';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { AddButton } from '../../ui/AddButton.tsx';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { navigate } from '../../app/navigation.ts';
import { placeFieldErrors, useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { minutesText } from '../../i18n/format.ts';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import { ScanBar } from './activities/ScanBar.tsx';
import { useScan } from './activities/use-scan.ts';
import { FindingList } from './FindingList.tsx';
import { cellElement, SheetGrid } from './SheetGrid.tsx';
import {
  findingsNow,
  localFindings,
  mergeFindings,
  nextDoubtful,
  type Arrival,
  type LineFinding,
} from './sheet-findings.ts';
import {
  LINE_PATH,
  refusedLines,
  withRefused,
  type RefusedLine,
  type sheetFormSchema,
} from './sheet-form.ts';
import { givenMinutes, isBlank, toLineInput } from './sheet-lines.ts';
import { sheetReducer } from './sheet-state.ts';
import { useSheetCheck } from './use-sheet-check.ts';

type Values = z.output<typeof sheetFormSchema>;
export type SaveSheet = (values: Values) => Promise<void>;

interface SheetLinesEditorProps {
  sheet?: RouteOutput<'timebank.readSheet'>;
  form: UseFormReturn<z.input<typeof sheetFormSchema>, unknown, Values>;
  /** A draft was put back into the form: its lines are taken over. */
  restored: boolean;
  onSaved: () => Promise<void>;
  onClose?: () => void;
  /** Takes the function that the form's submit calls. */
  saveRef: RefObject<SaveSheet | undefined>;
  /** The lines were filled from a list or a printed sheet: the first thing wanted is a code. */
  scanFirst: boolean;
}

/** The lines with everything that watches over them: the checker, totals, doubtful lines, and saving the sheet. */
export function SheetLinesEditor({
  sheet,
  form,
  restored,
  onSaved,
  onClose,
  saveRef,
  scanFirst,
}: SheetLinesEditorProps) {
  const { t } = useTranslation('timebank');
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const services = reference.data?.serviceTypes ?? NO_SERVICES;
  const [lines, dispatch] = useReducer(sheetReducer, null, () => ({
    lines: form.getValues('lines'),
    removed: null,
  }));
  useFormCopy(form, lines.lines, restored, () => dispatch({ type: 'load', lines: form.getValues('lines') }));

  const headValues = useWatch({ control: form.control, name: HEAD_FIELDS });
  const head = useMemo(
    () => Object.fromEntries(HEAD_FIELDS.map((name, index) => [name, headValues[index]])),
    [headValues],
  );
  const check = useSheetCheck(sheet?.id, head, lines.lines);

  const grid = useRef<HTMLDivElement>(null);
  const scan = useScan({ sheetId: sheet?.id, form, lines: lines.lines, dispatch, grid });
  const [unconfirmed, setUnconfirmed] = useState(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const [arrival, setArrival] = useState<Arrival>();
  const [empty, setEmpty] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedLine[]>([]);
  const remote = useMemo(
    () => withRefused(check.lines, refused, lines.lines),
    [check.lines, refused, lines.lines],
  );
  const filled = lines.lines.filter((line) => !isBlank(line));
  const found = filled.map((line) => ({
    line,
    findings: mergeFindings(localFindings(line), remote.get(line.id) ?? []),
  }));
  const shown = filled.flatMap((line) => findingsNow(line, remote.get(line.id) ?? [], arrival));
  const countOf = (severity: LineFinding['severity']) =>
    [...shown, ...check.head].filter((finding) => finding.severity === severity).length;

  const goToDoubt = (step: 1 | -1) => {
    const doubts = found.map(({ findings }) => findings.some(({ severity }) => severity !== 'hint'));
    const from = filled.findIndex(({ id }) => id === arrival?.line.id);
    const row = nextDoubtful(doubts, from < 0 && step < 0 ? 0 : from, step);
    const doubt = row === undefined ? undefined : found[row];
    if (doubt) cellElement(grid.current, doubt.line.id, doubt.findings[0]!.column)?.focus();
    else notifyDone(t('sheet.noDoubts'));
  };
  useF8(goToDoubt);

  const save = useCommand('timebank.saveSheet', { quiet: true });
  const failure = save.error;
  useEffect(() => {
    if (!failure) return;
    const onLines = refusedLines(failure.fields ?? {}, filled);
    setRefused(onLines);
    const rest = Object.entries(failure.fields ?? {}).filter(([path]) => !LINE_PATH.test(path));
    placeFieldErrors(form.setError, Object.fromEntries(rest), 'sheet');
    if (rest.length === 0) notifyError(failure);
    const first = onLines[0];
    if (first && rest.length === 0)
      cellElement(grid.current, first.line.id, first.findings[0]!.column)?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each refusal, with the lines it was about
  }, [failure]);

  const onSave: SaveSheet = async ({ lines: _lines, ...values }) => {
    setEmpty(filled.length === 0);
    if (filled.length === 0) {
      grid.current?.querySelector<HTMLInputElement>('input[data-cell]')?.focus();
      return;
    }
    const waiting = filled.find(({ presence }) => presence === 'planned');
    setUnconfirmed(waiting !== undefined);
    if (waiting) {
      cellElement(grid.current, waiting.id, 'member')?.focus();
      return;
    }
    // What the main process said of an older state of the sheet decides nothing: it will look again.
    const broken = found.find(({ line, findings }) =>
      (check.current ? findings : localFindings(line)).some(({ severity }) => severity === 'error'),
    );
    if (broken) {
      notifyError({ code: 'sheet.hasErrors', message: 'a line has errors' });
      const error = broken.findings.find(({ severity }) => severity === 'error');
      cellElement(grid.current, broken.line.id, error?.column ?? 'member')?.focus();
      return;
    }
    const saved = await save.run({
      ...(sheet ? { id: sheet.id, version: sheet.version } : {}),
      sheet: { ...values, lines: filled.map(toLineInput) },
    });
    if (!saved) return;
    await onSaved();
    notifyDone(t('sheet.saved', { number: saved.number, lines: filled.length }));
    navigate({ page: 'sheet', params: { id: saved.id } });
    onClose?.();
  };
  useEffect(() => {
    saveRef.current = onSave;
  });

  const total = filled.reduce((sum, line) => sum + (givenMinutes(line) ?? 0), 0);
  const coins = check.credits.reduce((sum, credit) => sum + credit.coinMinutes, 0);
  const donated = check.credits.reduce((sum, credit) => sum + credit.donatedMinutes, 0);
  return (
    <Section title={t('sheet.lines')}>
      {check.head.length > 0 && (
        <Box mb="sm">
          <FindingList findings={check.head} />
        </Box>
      )}
      <ScanBar sheet={lines} dispatch={dispatch} scan={scan} autoFocus={scanFirst} refused={unconfirmed} />
      <div ref={grid}>
        <SheetGrid
          sheet={lines}
          dispatch={dispatch}
          services={services}
          remote={remote}
          arrival={arrival}
          scanned={scan.last}
          onArrive={setArrival}
          onFinish={() => saveButton.current?.focus()}
        />
      </div>
      {empty && filled.length === 0 && (
        <Alert color="red" role="alert" mt="sm">
          {t('sheet.noLines')}
        </Alert>
      )}
      <Group justify="space-between" align="center" gap="sm" mt="sm">
        <Text role="status" aria-label={t('sheet.totals')} component="div">
          {t('sheet.totalLine', { lines: filled.length, time: minutesText(total) })}
          {check.current &&
            coins + donated > 0 &&
            ` · ${t('sheet.totalCoins', { time: minutesText(coins) })}`}
          {check.current && donated > 0 && ` · ${t('sheet.totalDonated', { time: minutesText(donated) })}`}
          {` · ${t('sheet.doubts', { errors: countOf('error'), warnings: countOf('warning') })}`}
        </Text>
        <Group gap="xs">
          <AddButton
            variant="default"
            onClick={() => dispatch({ type: 'append', newId: crypto.randomUUID() })}
          >
            {t('sheet.addLine')}
          </AddButton>
          <Button variant="default" onClick={() => goToDoubt(1)}>
            {t('sheet.nextDoubt')}
          </Button>
          <Button ref={saveButton} type="submit" loading={save.pending}>
            {t('sheet.save')}
          </Button>
        </Group>
      </Group>
    </Section>
  );
}

const HEAD_FIELDS = [
  'activity',
  'servedOn',
  'place',
  'areaId',
  'responsible',
  'sourceClass',
  'note',
  'groupId',
  'activityId',
  'part',
] as const;
const NO_SERVICES: RouteOutput<'platform.readReference'>['serviceTypes'] = [];

/** Copies the lines into the form, whose draft holds the whole sheet; a draft that comes back, or is undone, fills them. */
function useFormCopy(
  form: SheetLinesEditorProps['form'],
  lines: Values['lines'],
  restored: boolean,
  load: () => void,
): void {
  const copied = useRef(lines);
  useEffect(() => {
    if (copied.current === lines) return;
    copied.current = lines;
    form.setValue('lines', lines, { shouldDirty: true });
  }, [form, lines]);
  const wasRestored = useRef(false);
  useEffect(() => {
    if (restored === wasRestored.current) return;
    wasRestored.current = restored;
    load();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only the change of `restored` counts
  }, [restored]);
}

/** F8 and Shift+F8 from anywhere on the page. */
function useF8(go: (step: 1 | -1) => void): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      latest.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
