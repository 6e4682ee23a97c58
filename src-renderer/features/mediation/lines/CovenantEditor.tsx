import { useEffect, useState } from 'react';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconFileCheck, IconFileText, IconLock } from '@tabler/icons-react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  covenantFields,
  covenantKinds,
  type CovenantView,
} from '../../../../src-main/contract/mediation/covenants.ts';
import { useNavigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay, useSession } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { markSaved, typedNow } from '../../../ui/form/saved.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { Section } from '../../../ui/Section.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { ClausesEditor } from '../agreement/ClausesEditor.tsx';
import { FindingLines } from '../FindingLines.tsx';
import classes from '../mediation.module.css';
import { CovenantItems } from './CovenantItems.tsx';
import { ItemFields } from './ItemFields.tsx';
import { ListEditor } from './ListEditor.tsx';

type CovenantForm = z.input<typeof covenantFields>;

/** The text of a covenant with the clauses of the agreement editor; once issued only its items go on. */
export function CovenantEditor({ view }: { view: CovenantView | undefined }) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const navigate = useNavigate();
  const { user } = useSession();
  const [preview, setPreview] = useState(false);
  const [version, setVersion] = useState(view?.version);
  const form = useAppForm(covenantFields, toForm(view, user?.displayName ?? ''));
  const draft = useDraft(`covenant:${view?.id ?? 'new'}`, form, {
    version,
    enabled: !view?.issuedDocumentId,
  });
  const { isDirty } = form.formState;
  useEffect(() => {
    if (!form.formState.isDirty) setVersion(view?.version);
  }, [form, view]);
  const save = useCommand('mediation.saveCovenant', { form, fieldsUnder: 'covenant' });
  const issue = useCommand('mediation.issueCovenant', {
    onDone: ({ number }) => notifyDone(t('covenant.issued', { number })),
  });
  const kind = useWatch({ control: form.control, name: 'kind' });
  const units = useWatch({ control: form.control, name: 'units' });
  const pdf = useRoute(
    'mediation.previewCovenant',
    { id: view?.id ?? '' },
    { enabled: preview && view !== undefined && !view.issuedDocumentId, staleTime: 0 },
  );

  const store = async (covenant: z.output<typeof covenantFields>) => {
    const sent = typedNow(form);
    const saved = await save.run({
      ...(view ? { id: view.id } : {}),
      ...(version === undefined ? {} : { version }),
      covenant,
    });
    if (!saved) return undefined;
    setVersion(saved.version);
    if (markSaved(form, sent)) await draft.discard();
    if (!view) navigate({ page: 'covenant', params: { id: saved.id }, replace: true });
    return saved;
  };
  const issueNow = form.handleSubmit(async (covenant) => {
    const saved = isDirty || !view ? await store(covenant) : { id: view.id, version: version ?? 1 };
    if (saved) await issue.run(saved);
  });

  if (view?.issuedDocumentId) {
    return (
      <Stack>
        <Alert color="pine" icon={<IconLock size="1.2rem" aria-hidden />} c="var(--mantine-color-text)">
          <Group justify="space-between">
            {t('covenant.frozen', { number: view.number })}
            <DocumentActions documentId={view.issuedDocumentId} size="xs" />
          </Group>
        </Alert>
        <CovenantItems view={view} />
      </Stack>
    );
  }
  return (
    <AppForm
      form={form}
      label={t('covenant.form')}
      saveFromAnywhere
      onSubmit={async (covenant) => {
        if (await store(covenant)) notifyDone(t('covenant.saved'));
      }}
    >
      <Stack>
        {draft.notice}
        <Section title={t('covenant.basics')}>
          <Stack gap="sm">
            <div className={classes.fields}>
              <SelectField
                name="kind"
                label={t('covenant.kind')}
                choices={covenantKinds.map((value) => ({ value, label: t(`covenantKind.${value}`) }))}
              />
              <TextField name="title" label={t('covenant.name')} required className={classes.span2 ?? ''} />
              <DateField name="madeOn" label={t('covenant.madeOn')} emptyValue="" required />
              <TextField name="place" label={t('covenant.place')} />
              <TextField name="recorder" label={t('covenant.recorder')} />
            </div>
            <ListEditor
              name="units"
              title={t('covenant.units')}
              add={t('covenant.addUnit')}
              nth={(n) => t('covenant.unit', { n })}
              empty={() => ({
                id: crypto.randomUUID(),
                kind: 'organisation',
                name: '',
                representative: '',
                phone: '',
              })}
              first="name"
              most={200}
            >
              {(path) => (
                <div className={classes.fields}>
                  <SelectField
                    name={`${path}.kind`}
                    label={t('mediation:party.kind')}
                    choices={(['organisation', 'person'] as const).map((value) => ({
                      value,
                      label: t(`mediation:partyKind.${value}`),
                    }))}
                  />
                  <TextField name={`${path}.name`} label={t('covenant.unitName')} required />
                  <TextField name={`${path}.representative`} label={t('joint.representative')} />
                  <TextField name={`${path}.phone`} label={t('joint.phone')} inputMode="tel" />
                </div>
              )}
            </ListEditor>
          </Stack>
        </Section>
        <Section title={t('covenant.content')}>
          <Stack gap="md">
            <TextArea
              name="body"
              label={t(kind === 'minutes' ? 'covenant.discussion' : 'covenant.preamble')}
            />
            <ClausesEditor
              parties={units.map(({ id, name }) => ({
                id,
                name: name || t('covenant.unnamed'),
                role: 'party',
              }))}
            />
            {kind === 'minutes' ? (
              <ListEditor
                name="votes"
                title={t('covenant.votes')}
                add={t('covenant.addVote')}
                nth={(n) => t('covenant.vote', { n })}
                empty={() => ({ matter: '', inFavour: 0, against: 0, abstained: 0 })}
                first="matter"
              >
                {(path) => (
                  <div className={classes.fields}>
                    <TextField
                      name={`${path}.matter`}
                      label={t('covenant.matter')}
                      required
                      className={classes.span2 ?? ''}
                    />
                    <IntegerField name={`${path}.inFavour`} label={t('covenant.inFavour')} required />
                    <IntegerField name={`${path}.against`} label={t('covenant.against')} required />
                    <IntegerField name={`${path}.abstained`} label={t('covenant.abstained')} required />
                  </div>
                )}
              </ListEditor>
            ) : null}
            <ItemFields />
            <FindingLines findings={view?.findings ?? []} />
          </Stack>
        </Section>
        <Group>
          <Button type="submit" loading={save.pending} variant={isDirty || !view ? 'filled' : 'default'}>
            {t('common:action.save')}
          </Button>
          {may('mediation.issueCovenant') ? (
            <Button
              variant="default"
              leftSection={<IconFileCheck size="1.1rem" aria-hidden />}
              loading={issue.pending}
              onClick={() => void issueNow()}
            >
              {t('covenant.issue')}
            </Button>
          ) : null}
          {view ? (
            <Button
              variant="subtle"
              leftSection={<IconFileText size="1.1rem" aria-hidden />}
              aria-expanded={preview}
              onClick={() => setPreview(!preview)}
            >
              {t('common:action.preview')}
            </Button>
          ) : null}
        </Group>
        {preview && view ? (
          <div style={{ height: 'min(70vh, 60rem)', minHeight: '22rem' }}>
            <PdfViewer pdf={pdf.data} loading={pdf.isFetching} />
          </div>
        ) : null}
      </Stack>
    </AppForm>
  );
}

function toForm(view: CovenantView | undefined, recorder: string): CovenantForm {
  if (view) {
    const {
      id: _id,
      version: _version,
      number: _number,
      issuedDocumentId: _document,
      findings: _findings,
      ...fields
    } = view;
    return structuredClone(fields);
  }
  const unit = () => ({
    id: crypto.randomUUID(),
    kind: 'organisation' as const,
    name: '',
    representative: '',
    phone: '',
  });
  return {
    kind: 'covenant',
    title: '',
    madeOn: todayText(),
    place: '',
    body: '',
    recorder,
    units: [unit(), unit()],
    clauses: [],
    votes: [],
    items: [],
  };
}
