import { Button, Group, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { partyFields, partyKinds, type PartyFields as Fields } from '../../../../src-main/contract/people.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { RadioGroupField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { emptyParty } from '../case-form.ts';
import { FindingLines } from '../FindingLines.tsx';
import { forChecking } from '../for-checking.ts';
import { PartyFields } from '../PartyFields.tsx';

export type RevealedParty = RouteOutput<'people.revealParty'>;

interface PartyEditorProps {
  /** In full; absent for a new entry. */
  party?: RevealedParty;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Adds to the directory or corrects an entry; cases keep what was true of them. */
export function PartyEditor({ party, onClose, onSaved }: PartyEditorProps) {
  const { t } = useTranslation('people');
  const form = useAppForm(partyFields, party ? fieldsOf(party) : emptyEntry());
  const draft = useDraft(`party:${party?.id ?? 'new'}`, form, { version: party?.version });
  const save = useCommand('people.saveParty', { form, fieldsUnder: 'party' });
  const kind = useWatch({ control: form.control, name: 'kind' }) ?? 'person';
  const [typed] = useDebouncedValue(useWatch({ control: form.control }), 500);
  const started = (typed.name ?? '').trim() !== '';
  const check = useRoute(
    'mediation.checkParties',
    { parties: forChecking([{ ...emptyParty('applicant'), ...typed } as never]) },
    { enabled: started, keepPrevious: true, staleTime: 60_000 },
  );
  const onSubmit = async (fields: Fields) => {
    const saved = await save.run({
      ...(party ? { id: party.id, version: party.version } : {}),
      party: fields,
    });
    if (!saved) return;
    await draft.discard();
    notifyDone(t('directory.saved', { name: fields.name }));
    onSaved(saved.id);
  };
  return (
    <Page title={party ? t('directory.editTitle', { name: party.name }) : t('directory.newTitle')}>
      <AppForm form={form} label={t('directory.form')} onSubmit={onSubmit} saveFromAnywhere>
        <Stack>
          {draft.notice}
          <Section title={t('directory.facts')}>
            <Stack gap="sm">
              <RadioGroupField
                name="kind"
                label={t('mediation:party.kind')}
                choices={partyKinds.map((value) => ({ value, label: t(`mediation:partyKind.${value}`) }))}
              />
              <PartyFields kind={kind} at="" />
              <FindingLines
                findings={(started ? (check.data?.findings ?? []) : []).filter((one) =>
                  OWN_FIELD.test(one.place),
                )}
              />
            </Stack>
          </Section>
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                void draft.discard();
                onClose();
              }}
            >
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.pending}>
              {t('directory.save')}
            </Button>
          </Group>
        </Stack>
      </AppForm>
    </Page>
  );
}

/** A remark on the case as a whole (somebody missing, a role) says nothing about an entry of the directory. */
const OWN_FIELD = /^parties\.0\.(?!role)/;

function emptyEntry() {
  const {
    id: _id,
    role: _role,
    consents: _consents,
    representatives: _agents,
    ...fields
  } = emptyParty('applicant');
  return fields;
}

function fieldsOf({ id: _id, version: _version, ...fields }: RevealedParty): Fields {
  return fields;
}
