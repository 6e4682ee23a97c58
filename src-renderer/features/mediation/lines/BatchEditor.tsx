import { useEffect, useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAddressBook, IconFolderPlus } from '@tabler/icons-react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../../src-main/contract/mediation/batches.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { moneyText, todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { AreaField } from '../../../ui/form/AreaField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextArea, TextField } from '../../../ui/form/fields.tsx';
import { LinesField } from '../../../ui/form/LinesField.tsx';
import { markSaved, typedNow } from '../../../ui/form/saved.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { DirectoryDialog } from '../DirectoryDialog.tsx';
import { FindingLines } from '../FindingLines.tsx';
import classes from '../mediation.module.css';
import { batchForm, batchToForm, emptyBatch, emptyRow, readableRows } from './batch-form.ts';
import { BatchClauses } from './BatchClauses.tsx';
import { LineGrid } from './LineGrid.tsx';
import { OpenBatchDialog } from './OpenBatchDialog.tsx';

interface BatchEditorProps {
  view: BatchView | undefined;
  /** The id of the job that makes the cases. */
  onOpening?: (jobId: string) => void;
}

/** Firm, template and sheet of a batch; saved as often as wanted, opened once. */
export function BatchEditor({ view, onOpening }: BatchEditorProps) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const navigate = useNavigate();
  const [searching, setSearching] = useState(false);
  const [opening, setOpening] = useState(false);
  const [version, setVersion] = useState(view?.version);
  const form = useAppForm(
    batchForm,
    view
      ? batchToForm(view)
      : emptyBatch(todayText(), {
          title: t('template.title'),
          facts: t('template.facts'),
          request: t('template.request'),
          issues: t('template.issues'),
          responsibility: t('template.responsibility'),
          clause: t('template.clause'),
          manner: t('mediation:agreement.manners.transfer'),
        }),
  );
  const draft = useDraft(`batch:${view?.id ?? 'new'}`, form, { version });
  const { isDirty } = form.formState;
  useEffect(() => {
    if (!form.formState.isDirty) setVersion(view?.version);
  }, [form, view]);

  const [typed] = useDebouncedValue(useWatch({ control: form.control }), 400);
  const rows = readableRows(typed.rows ?? []);
  const check = useRoute(
    'mediation.checkBatch',
    { batch: { rows, template: typed.template ?? null } },
    { keepPrevious: true, staleTime: 5_000 },
  );
  const dues = new Map(check.data?.dues.map((one) => [one.id, one.dueFen]));
  // A remark counts the lines that can be read; on the screen it stands at the line itself.
  const findings = (check.data?.findings ?? []).map((finding) => placed(finding, rows, typed.rows ?? []));

  const save = useCommand('mediation.saveBatch', { form, fieldsUnder: 'batch' });
  const store = async (batch: ReturnType<typeof batchForm.parse>) => {
    const sent = typedNow(form);
    const saved = await save.run({
      ...(view ? { id: view.id } : {}),
      ...(version === undefined ? {} : { version }),
      batch,
    });
    if (!saved) return undefined;
    setVersion(saved.version);
    if (markSaved(form, sent)) await draft.discard();
    if (!view) navigate({ page: 'batch', params: { id: saved.id }, replace: true });
    return saved;
  };
  const openBatch = form.handleSubmit(async (batch) => {
    if ((!isDirty && view) || (await store(batch))) setOpening(true);
  });
  return (
    <AppForm
      form={form}
      label={t('batch.form')}
      saveFromAnywhere
      onSubmit={async (batch) => {
        if (await store(batch)) notifyDone(t('batch.saved'));
      }}
    >
      <Stack>
        {draft.notice}
        <Section title={t('batch.basics')}>
          <div className={classes.fields}>
            <TextField name="name" label={t('batch.name')} required className={classes.span2 ?? ''} />
            <DateField name="appliedOn" label={t('mediation:form.appliedOn')} emptyValue="" required />
            <AreaField name="areaId" label={t('mediation:form.area')} />
            <TextField name="firm.name" label={t('batch.firm')} required className={classes.span2 ?? ''} />
            <TextField name="firm.creditCode" label={t('mediation:party.creditCode')} />
            <TextField name="firm.legalRepresentative" label={t('mediation:party.legalRepresentative')} />
            <TextField name="firm.phone" label={t('mediation:party.phone')} inputMode="tel" />
            <TextField
              name="firm.address"
              label={t('mediation:party.orgAddress')}
              className={classes.span2 ?? ''}
            />
          </div>
          <Button
            mt="sm"
            variant="default"
            size="xs"
            leftSection={<IconAddressBook size="1.1rem" aria-hidden />}
            onClick={() => setSearching(true)}
          >
            {t('mediation:party.fromDirectory')}
          </Button>
        </Section>
        <Section title={t('batch.sheet')}>
          <LineGrid
            name="rows"
            label={t('batch.sheet')}
            columns={[
              { key: 'room', label: t('charge.room'), width: 6 },
              { key: 'owner', label: t('batch.owner'), width: 7 },
              { key: 'phone', label: t('mediation:party.phone'), width: 8 },
              { key: 'area', label: t('batch.area'), width: 5, numeric: true },
              { key: 'rate', label: t('batch.rate'), width: 4.5, numeric: true },
              { key: 'from', label: t('charge.from'), width: 7 },
              { key: 'to', label: t('charge.to'), width: 7 },
              { key: 'months', label: t('charge.months'), width: 4, numeric: true },
              { key: 'waiver', label: t('batch.waiver'), width: 5.5, numeric: true },
              { key: 'penalty', label: t('batch.penalty'), width: 5.5, numeric: true },
              { key: 'amount', label: t('batch.amount'), width: 6.5, numeric: true },
            ]}
            emptyRow={emptyRow}
            findings={findings}
            result={{ label: t('batch.due'), of: (id) => (dues.has(id) ? moneyText(dues.get(id)) : '') }}
          />
          <Text mt="xs" className="tabular" role="status">
            {t('batch.sum', { n: rows.length, total: moneyText(check.data?.totalFen ?? 0) })}
          </Text>
        </Section>
        <Section title={t('batch.template')}>
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t('batch.placeholders')}
            </Text>
            <TextField name="template.title" label={t('mediation:form.title')} required />
            <TextArea name="template.facts" label={t('mediation:form.factsText')} />
            <LinesField name="template.requests" label={t('mediation:form.requests')} />
            <TextArea name="template.issues" label={t('mediation:agreement.issues')} minRows={1} />
            <TextField name="template.ownerResponsibility" label={t('batch.responsibility')} />
            <BatchClauses />
            <TextArea name="template.performance" label={t('mediation:agreement.performance')} minRows={1} />
            <FindingLines findings={findings.filter((one) => one.place.startsWith('template'))} />
          </Stack>
        </Section>
        <Group>
          <Button type="submit" loading={save.pending} variant={isDirty || !view ? 'filled' : 'default'}>
            {t('batch.save')}
          </Button>
          {may('mediation.openBatch') ? (
            <Button
              variant="default"
              leftSection={<IconFolderPlus size="1.1rem" aria-hidden />}
              onClick={() => void openBatch()}
            >
              {t('batch.open')}
            </Button>
          ) : null}
        </Group>
      </Stack>
      <DirectoryDialog
        opened={searching}
        kind="organisation"
        text={form.getValues('firm.name')}
        onClose={() => setSearching(false)}
        onTake={(party) => {
          form.setValue('firm', { ...form.getValues('firm'), ...withoutCase(party) }, { shouldDirty: true });
          setSearching(false);
        }}
      />
      {view && version !== undefined ? (
        <OpenBatchDialog
          view={view}
          version={version}
          rows={rows.length}
          opened={opening}
          onClose={() => setOpening(false)}
          onOpening={(jobId) => onOpening?.(jobId)}
        />
      ) : null}
    </AppForm>
  );
}

type Finding = BatchView['findings'][number];

function placed(
  finding: Finding,
  read: readonly { id: string }[],
  all: readonly { id?: string | undefined }[],
): Finding {
  const match = /^rows\.(\d+)(\..*)$/.exec(finding.place);
  const id = match ? read[Number(match[1])]?.id : undefined;
  const at = all.findIndex((row) => row.id === id);
  if (!match || at < 0) return finding;
  return { ...finding, place: `rows.${at}${match[2]}`, params: { ...finding.params, line: at + 1 } };
}

/** An entry of the directory has no side in a case. */
function withoutCase(party: object) {
  const {
    id: _id,
    role: _role,
    consents: _consents,
    representatives: _representatives,
    ...fields
  } = party as Record<string, unknown>;
  return fields;
}
