import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import { genders, idTypes } from '../../../src-main/contract/people.ts';
import { memberFields, memberKinds, type MemberFields } from '../../../src-main/contract/timebank.ts';
import { navigate } from '../../app/navigation.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useMay } from '../../bridge/session.tsx';
import { todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { RadioGroupField, SelectField, TextArea, TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { useDraft } from '../../ui/form/use-draft.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './Filters.module.css';
import { isMinor } from './minor.ts';

type Revealed = RouteOutput<'timebank.revealMember'>;

/** Registers a member, or changes one whose full data was revealed for it. */
export function MemberEditor({ member, onClose }: { member?: Revealed; onClose?: () => void }) {
  const { t } = useTranslation('timebank');
  const form = useAppForm(
    memberFields,
    member ? fieldsOf(member) : { name: '', joinedOn: todayText(), ...EMPTY },
  );
  const draft = useDraft(member ? `member:${member.id}` : 'member:new', form, { version: member?.version });
  const save = useCommand('timebank.saveMember', { form, fieldsUnder: 'member' });
  const apply = useCommand('timebank.applyMember', { form, fieldsUnder: 'member' });
  // A clerk changes what is on file; who is new, he registers as an applicant.
  const direct = useMay()('timebank.suspendMember') || member !== undefined;
  const [kind, birthDate] = form.watch(['kind', 'birthDate']);
  const person = kind !== 'group';

  const onSubmit = async (fields: MemberFields) => {
    const saved = await save.run({
      ...(member ? { id: member.id, version: member.version } : {}),
      member: fields,
    });
    if (!saved) return;
    await draft.discard();
    notifyDone(t('member.saved', { name: fields.name, number: saved.volunteerNumber }));
    navigate({ page: 'member', params: { id: saved.id } });
    onClose?.();
  };
  const onApply = async (fields: MemberFields) => {
    const saved = await apply.run({ member: fields });
    if (!saved) return;
    await draft.discard();
    notifyDone(t('timebankMembership:done.applied', { name: fields.name, number: saved.volunteerNumber }));
    navigate({ page: 'member', params: { id: saved.id, tab: 'membership' } });
  };
  const giveUp = () => {
    void draft.discard();
    if (onClose) onClose();
    else navigate({ page: 'members' });
  };
  return (
    <Page title={member ? t('member.editTitle', { name: member.name }) : t('members.new')}>
      {draft.notice}
      <AppForm
        form={form}
        label={t('member.formLabel')}
        onSubmit={direct ? onSubmit : onApply}
        saveFromAnywhere
      >
        <Stack gap="md">
          <Section title={t('member.who')}>
            <Stack gap="sm">
              <RadioGroupField
                name="kind"
                label={t('member.kind')}
                choices={memberKinds.map((value) => ({ value, label: t(`memberKind.${value}`) }))}
              />
              <div className={styles.fields}>
                <TextField
                  name="name"
                  label={person ? t('member.name') : t('member.groupName')}
                  required
                  autoFocus
                />
                <TextField
                  name="volunteerNumber"
                  label={t('member.volunteerNumber')}
                  placeholder={t('member.numberHint')}
                />
                <AreaField name="areaId" label={t('head.area')} />
                {person && (
                  <>
                    <SelectField
                      name="idType"
                      label={t('member.idType')}
                      choices={idTypes.map((value) => ({ value, label: t(`idType.${value}`) }))}
                    />
                    <TextField name="idNumber" label={t('member.idNumber')} />
                    <SelectField
                      name="gender"
                      label={t('member.gender')}
                      choices={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
                    />
                    <DateField name="birthDate" label={t('member.birthDate')} />
                    <TextField
                      name="guardian"
                      label={t('member.guardian')}
                      placeholder={t('member.guardianHint')}
                    />
                  </>
                )}
              </div>
              {person && isMinor(birthDate ?? null, todayText()) && (
                <Alert color="yellow" role="status">
                  {t('member.minor')}
                </Alert>
              )}
            </Stack>
          </Section>
          <Section title={t('member.contact')}>
            <Stack gap="sm">
              <div className={styles.fields}>
                <TextField name="phone" label={t('member.phone')} inputMode="tel" />
                <TextField name="address" label={t('member.address')} />
                <DateField name="joinedOn" label={t('member.joinedOn')} required emptyValue="" />
              </div>
              <TextArea name="skills" label={t('member.skills')} minRows={2} />
            </Stack>
          </Section>
          {!member && (
            <Text size="sm" c="dimmed">
              {t('timebankMembership:apply.hint')}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={giveUp}>
              {t('member.giveUp')}
            </Button>
            {!member && (
              <Button
                variant={direct ? 'default' : 'filled'}
                loading={apply.pending}
                onClick={form.handleSubmit(onApply)}
              >
                {t('timebankMembership:apply.submit')}
              </Button>
            )}
            {direct && (
              <Button type="submit" loading={save.pending}>
                {t('member.save')}
              </Button>
            )}
          </Group>
        </Stack>
      </AppForm>
    </Page>
  );
}

const EMPTY = {
  kind: 'person',
  volunteerNumber: '',
  gender: 'unknown',
  birthDate: null,
  idType: 'residentId',
  idNumber: '',
  phone: '',
  address: '',
  guardian: '',
  areaId: null,
  skills: '',
  state: 'active',
} as const;

function fieldsOf({ id: _id, version: _version, ...fields }: Revealed): MemberFields {
  return fields;
}
