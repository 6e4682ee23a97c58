import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { sheetHead } from '../../../src-main/contract/timebank.ts';
import { navigate } from '../../app/navigation.ts';
import { placeFieldErrors, useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { minutesText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { FindingList } from './FindingList.tsx';
import { cellElement, SheetGrid } from './SheetGrid.tsx';
import { SheetHead } from './SheetHead.tsx';
import { columnOfField, localFindings, mergeFindings, nextDoubtful, type LineFinding } from './sheet-findings.ts';
import { clockMinutes, givenMinutes, isBlank, newLine, toLineInput, type DraftLine } from './sheet-lines.ts';
import { sheetReducer } from './sheet-state.ts';
import { useSheetCheck } from './use-sheet-check.ts';

type Sheet = RouteOutput<'timebank.readSheet'>;

/** Head and lines of one sheet, typed anew or corrected; `onClose` leads back to the sheet as it is on file. */
export function SheetEditor({ sheet, onClose }: { sheet?: Sheet; onClose?: () => void }) {
  const { t } = useTranslation('timebank');
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const services = reference.data?.serviceTypes ?? NO_SERVICES;
  const [initial] = useState(() => (sheet ? linesOf(sheet) : [newLine(crypto.randomUUID())]));
  const [lines, dispatch] = useReducer(sheetReducer, { lines: initial, removed: null });
  const form = useAppForm(editorSchema, { ...headOf(sheet), lines: initial });
  const draft = useDraft(sheet ? `sheet:${sheet.id}` : 'sheet:new', form, { version: sheet?.version });

  // The form carries a copy of the lines, so that one draft holds the whole sheet; a draft that comes back fills them.
  const copied = useRef(initial);
  useEffect(() => {
    if (copied.current === lines.lines) return;
    copied.current = lines.lines;
    form.setValue('lines', lines.lines, { shouldDirty: true });
  }, [form, lines.lines]);
  const wasRestored = useRef(false);
  useEffect(() => {
    if (draft.restored === wasRestored.current) return;
    wasRestored.current = draft.restored;
    dispatch({ type: 'load', lines: form.getValues('lines') });
  }, [draft.restored, form]);

  const { lines: _lines, ...head } = form.watch();
  const headKey = JSON.stringify(head);
  const stableHead = useMemo(() => JSON.parse(headKey) as object, [headKey]);
  const check = useSheetCheck(sheet?.id, stableHead, lines.lines);

  const grid = useRef<HTMLDivElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const [activeLine, setActiveLine] = useState<string>();
  const [refused, setRefused] = useState<readonly RefusedLine[]>([]);
  const remote = useMemo(() => withRefused(check.lines, refused, lines.lines), [check.lines, refused, lines.lines]);
  const filled = lines.lines.filter((line) => !isBlank(line));
  const found = filled.map((line) => ({ line, findings: mergeFindings(localFindings(line), remote.get(line.id) ?? []) }));
  const countOf = (severity: LineFinding['severity']) =>
    found.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);

  const goToDoubt = (step: 1 | -1) => {
    const doubts = found.map(({ findings }) => findings.some(({ severity }) => severity !== 'hint'));
    const from = filled.findIndex(({ id }) => id === activeLine);
    const row = nextDoubtful(doubts, from < 0 && step < 0 ? 0 : from, step);
    const doubt = row === undefined ? undefined : found[row];
    if (doubt) cellElement(grid.current, doubt.line.id, doubt.findings[0]!.column)?.focus();
    else notifyDone(t('sheet.noDoubts'));
  };
  const enterGrid = useCallback(() => {
    grid.current?.querySelector<HTMLInputElement>('input[data-cell]')?.focus();
  }, []);

  const save = useCommand('timebank.saveSheet', { quiet: true });
  const failure = save.error;
  useEffect(() => {
    if (!failure) return;
    const onLines = refusedLines(failure.fields ?? {}, filled);
    setRefused(onLines);
    const rest = Object.entries(failure.fields ?? {}).filter(([path]) => !LINE_PATH.test(path));
    placeFieldErrors(form.setError, Object.fromEntries(rest), 'sheet');
    if (rest.length === 0 || onLines.length === 0) notifyError(failure);
    const first = onLines[0];
    if (first && rest.length === 0) cellElement(grid.current, first.line.id, first.findings[0]!.column)?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each refusal, with the lines it was about
  }, [failure]);

  const onSave = async ({ lines: _copy, ...values }: z.output<typeof editorSchema>) => {
    const broken = filled.find((line) => localFindings(line).length > 0);
    if (filled.length === 0) {
      notifyError({ code: 'input.invalid', message: 'no lines', fields: { [t('grid.label')]: { code: 'field.tooFew' } } });
      enterGrid();
      return;
    }
    if (broken) {
      notifyError({ code: 'sheet.hasErrors', message: 'unreadable lines' });
      cellElement(grid.current, broken.id, localFindings(broken)[0]!.column)?.focus();
      return;
    }
    const saved = await save.run({
      ...(sheet ? { id: sheet.id, version: sheet.version } : {}),
      sheet: { ...values, lines: filled.map(toLineInput) },
    });
    if (!saved) return;
    await draft.discard();
    notifyDone(t('sheet.saved', { number: saved.number, lines: filled.length }));
    navigate({ page: 'sheet', params: { id: saved.id } });
    onClose?.();
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      latest.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const latest = useRef(goToDoubt);
  useEffect(() => {
    latest.current = goToDoubt;
  });

  const total = filled.reduce((sum, line) => sum + (givenMinutes(line) ?? 0), 0);
  const coins = check.credits.reduce((sum, credit) => sum + credit.coinMinutes, 0);
  const donated = check.credits.reduce((sum, credit) => sum + credit.donatedMinutes, 0);
  return (
    <Page
      title={sheet ? t('sheet.editTitle', { number: sheet.number }) : t('sheet.newTitle')}
      actions={
        onClose && (
          <Button variant="default" onClick={onClose}>
            {t('sheet.backToView')}
          </Button>
        )
      }
    >
      {draft.notice}
      {sheet?.state === 'returned' && (
        <Alert color="yellow" title={t('sheet.returnedTitle')}>
          {sheet.returnReason}
        </Alert>
      )}
      <AppForm form={form} onSubmit={onSave} label={t('sheet.formLabel')} saveFromAnywhere>
        <Stack gap="md">
          <Section title={t('sheet.head')}>
            <SheetHead onLeave={enterGrid} />
            {check.head.length > 0 && <FindingList findings={check.head} />}
          </Section>
          <Section title={t('sheet.lines')}>
            <div ref={grid}>
              <SheetGrid
                sheet={lines}
                dispatch={dispatch}
                services={services}
                remote={remote}
                activeLine={activeLine}
                onActiveLine={setActiveLine}
                onFinish={() => saveButton.current?.focus()}
              />
            </div>
          </Section>
          <Group justify="space-between" align="center" gap="sm">
            <Text role="status" aria-label={t('sheet.totals')} component="div">
              {t('sheet.totalLine', { lines: filled.length, time: minutesText(total) })}
              {check.current && coins + donated > 0 && ` · ${t('sheet.totalCoins', { time: minutesText(coins) })}`}
              {check.current && donated > 0 && ` · ${t('sheet.totalDonated', { time: minutesText(donated) })}`}
              {` · ${t('sheet.doubts', { errors: countOf('error'), warnings: countOf('warning') })}`}
            </Text>
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconPlus size={18} aria-hidden />}
                onClick={() => dispatch({ type: 'append', newId: crypto.randomUUID() })}
              >
                {t('sheet.addLine')}
              </Button>
              <Button variant="default" onClick={() => goToDoubt(1)}>
                {t('sheet.nextDoubt')}
              </Button>
              <Button ref={saveButton} type="submit" loading={save.pending}>
                {t('sheet.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </AppForm>
    </Page>
  );
}

const NO_SERVICES: RouteOutput<'platform.readReference'>['serviceTypes'] = [];
const LINE_PATH = /^(?:sheet\.)?lines\.(\d+)(?:\.(\w+))?$/;

const editorSchema = sheetHead.extend({ lines: z.custom<DraftLine[]>() });

interface RefusedLine {
  /** The line as it was refused; once it is changed, the refusal no longer speaks of it. */
  line: DraftLine;
  findings: LineFinding[];
}

function refusedLines(fields: Record<string, { code: string; params?: LineFinding['params'] }>, sent: readonly DraftLine[]) {
  const byLine = new Map<DraftLine, LineFinding[]>();
  for (const [path, { code, params = {} }] of Object.entries(fields)) {
    const match = LINE_PATH.exec(path);
    const line = match ? sent[Number(match[1])] : undefined;
    if (!line) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), { column: columnOfField(match?.[2]), severity: 'error', code, params }]);
  }
  return [...byLine].map(([line, findings]): RefusedLine => ({ line, findings }));
}

function withRefused(
  found: ReadonlyMap<string, readonly LineFinding[]>,
  refused: readonly RefusedLine[],
  lines: readonly DraftLine[],
): ReadonlyMap<string, readonly LineFinding[]> {
  const still = refused.filter(({ line }) => lines.includes(line));
  if (still.length === 0) return found;
  const all = new Map(found);
  for (const { line, findings } of still) {
    const known = all.get(line.id) ?? [];
    const news = findings.filter((finding) => !known.some(({ code, column }) => code === finding.code && column === finding.column));
    all.set(line.id, [...known, ...news]);
  }
  return all;
}

function headOf(sheet: Sheet | undefined) {
  return {
    activity: sheet?.activity ?? '',
    servedOn: sheet?.servedOn ?? '',
    place: sheet?.place ?? '',
    areaId: sheet?.areaId ?? null,
    responsible: sheet?.responsible ?? '',
    sourceClass: sheet?.sourceClass ?? ('sheet' as const),
    note: sheet?.note ?? '',
  };
}

function linesOf(sheet: Sheet): DraftLine[] {
  return sheet.lines.map((line) => ({
    id: line.id,
    member: { id: line.memberId, name: line.memberName, volunteerNumber: line.volunteerNumber },
    memberText: '',
    lookup: 'none',
    serviceType: line.serviceType,
    serviceText: '',
    startsAt: line.startsAt,
    endsAt: line.endsAt,
    minutesText: line.minutes === clockMinutes(line) ? '' : String(line.minutes),
    recipient: line.recipient,
    note: line.note,
  }));
}
