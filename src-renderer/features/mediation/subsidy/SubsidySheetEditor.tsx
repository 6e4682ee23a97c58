import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import {
  subsidySheetFields,
  type SubsidyLine,
  type SubsidyLineInput,
  type SubsidySheetView,
} from '../../../../src-main/contract/mediation/subsidy.ts';
import { navigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/states.tsx';
import { GradeDialog } from './GradeDialog.tsx';
import { LinesTable } from './LinesTable.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { PickCasesDialog } from './PickCasesDialog.tsx';
import { SheetTotals } from './SheetTotals.tsx';
import { inputOf, lastMonth } from './sheet-form.ts';
import styles from './subsidy.module.css';

/** Writes a sheet: the period, its cases, scores and, with a reason, other amounts; what it comes to is seen at once. */
export function SubsidySheetEditor({ sheet, onClose }: { sheet?: SubsidySheetView; onClose?: () => void }) {
  const { t } = useTranslation('subsidy');
  const period = lastMonth(todayText());
  const form = useAppForm(subsidySheetFields, {
    periodFrom: sheet?.periodFrom ?? period.from,
    periodTo: sheet?.periodTo ?? period.to,
    note: sheet?.note ?? '',
    lines: sheet?.lines.map(inputOf) ?? [],
  });
  const draft = useDraft(`subsidySheet:${sheet?.id ?? 'new'}`, form, { version: sheet?.version });
  const values = useWatch({ control: form.control });
  const lines = (values.lines ?? []) as SubsidyLineInput[];
  const [settled] = useDebouncedValue(JSON.stringify(values), 250);
  const parsed = subsidySheetFields.safeParse(JSON.parse(settled));
  const typed = parsed.success ? parsed.data : { periodFrom: period.from, periodTo: period.to };
  const own = sheet ? { id: sheet.id } : {};
  const check = useRoute(
    'mediation.checkSubsidySheet',
    { ...own, sheet: typed },
    { enabled: parsed.success, keepPrevious: true, staleTime: 5_000 },
  );
  const offered = useRoute(
    'mediation.listSubsidyCandidates',
    { from: typed.periodFrom, to: typed.periodTo, ...(sheet ? { sheetId: sheet.id } : {}) },
    { enabled: parsed.success, keepPrevious: true },
  );
  const candidates = (offered.data?.rows ?? []).filter(
    ({ caseId }) => !lines.some((line) => line.caseId === caseId),
  );
  const [picking, setPicking] = useState(false);
  const [grading, setGrading] = useState<string>();
  const [changing, setChanging] = useState<SubsidyLine>();

  const save = useCommand('mediation.saveSubsidySheet', { form, fieldsUnder: 'sheet' });
  const setLines = (next: SubsidyLineInput[]) =>
    form.setValue('lines', next, { shouldDirty: true, shouldTouch: true });
  const change = (id: string, part: Partial<SubsidyLineInput>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...part } : line)));
  const add = (caseIds: readonly string[]) =>
    setLines([
      ...lines,
      ...caseIds.map((caseId) => ({ id: crypto.randomUUID(), caseId, score: null, override: null })),
    ]);
  const leave = () => {
    void draft.discard();
    if (onClose) onClose();
    else navigate({ page: 'subsidy' });
  };
  const assessed = check.data;
  const shown = (assessed?.lines ?? []).filter(({ id }) => lines.some((line) => line.id === id));

  return (
    <Page
      title={sheet ? t('sheet.editTitle', { number: sheet.number }) : t('sheet.newTitle')}
      actions={
        <Button variant="default" onClick={leave}>
          {t('sheet.giveUp')}
        </Button>
      }
    >
      {draft.notice}
      <AppForm
        form={form}
        label={t('sheet.formLabel')}
        saveFromAnywhere
        onSubmit={async (fields) => {
          const saved = await save.run({
            ...(sheet ? { id: sheet.id, version: sheet.version } : {}),
            sheet: fields,
          });
          if (saved === undefined) return;
          await draft.discard();
          notifyDone(t('sheet.saved', { number: saved.number }));
          if (onClose) onClose();
          else navigate({ page: 'subsidySheet', params: { id: saved.id } });
        }}
      >
        <Stack>
          <Section title={t('sheet.head')}>
            <div className={styles.fields}>
              <DateField name="periodFrom" label={t('sheet.periodFrom')} emptyValue="" required />
              <DateField name="periodTo" label={t('sheet.periodTo')} emptyValue="" required />
              <TextField name="note" label={t('sheet.note')} />
            </div>
          </Section>
          <Section
            title={t('sheet.lines')}
            actions={
              <>
                <Button
                  variant="default"
                  disabled={candidates.length === 0}
                  onClick={() => add(candidates.map(({ caseId }) => caseId))}
                >
                  {t('sheet.addAll', { n: candidates.length })}
                </Button>
                <Button variant="default" onClick={() => setPicking(true)}>
                  {t('sheet.pick')}
                </Button>
              </>
            }
          >
            {offered.data?.more ? <Text fw={600}>{t('sheet.more')}</Text> : null}
            {check.error ? <ErrorNotice error={check.error.error} /> : null}
            {lines.length === 0 ? (
              <EmptyState text={t('sheet.empty', { n: candidates.length })} />
            ) : (
              <>
                <LinesTable
                  lines={shown}
                  findings={assessed?.findings ?? []}
                  edit={{
                    scoreOf: (id) => lines.find((line) => line.id === id)?.score ?? null,
                    onScore: (id, score) => change(id, { score }),
                    onGrade: ({ caseId }) => setGrading(caseId),
                    onOverride: setChanging,
                    onRemove: (id) => setLines(lines.filter((line) => line.id !== id)),
                  }}
                />
                <Text size="sm" c="dimmed" mt="xs">
                  {t('sheet.keys')}
                </Text>
              </>
            )}
          </Section>
          {assessed && lines.length > 0 ? <SheetTotals sheet={assessed} /> : null}
          <Group justify="flex-end">
            <Button type="submit" loading={save.pending}>
              {t('sheet.save')}
            </Button>
          </Group>
        </Stack>
      </AppForm>
      <PickCasesDialog
        opened={picking}
        candidates={candidates}
        onAdd={(caseIds) => {
          add(caseIds);
          setPicking(false);
        }}
        onClose={() => setPicking(false)}
      />
      <GradeDialog caseId={grading} onClose={() => setGrading(undefined)} />
      <OverrideDialog
        line={changing}
        n={shown.findIndex(({ id }) => id === changing?.id) + 1}
        onApply={(override) => {
          if (changing) change(changing.id, { override });
          setChanging(undefined);
        }}
        onClose={() => setChanging(undefined)}
      />
    </Page>
  );
}
