import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { IconAddressBook, IconTrash } from '@tabler/icons-react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { partyRoles, type Finding } from '../../../src-main/contract/mediation.ts';
import { genders, idTypes, partyKinds } from '../../../src-main/contract/people.ts';
import { DateField } from '../../ui/form/DateField.tsx';
import { IntegerField, RadioGroupField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { readResidentId, type CaseForm, type PartyForm } from './case-form.ts';
import { DirectoryDialog } from './DirectoryDialog.tsx';
import { FindingLines } from './FindingLines.tsx';
import classes from './mediation.module.css';
import { RepresentativesEditor } from './RepresentativesEditor.tsx';

interface PartyCardProps {
  index: number;
  findings: Finding[];
  onRemove?: () => void;
}

/** One party: taken from the directory or typed once, a person or an organisation, with whoever stands for it. */
export function PartyCard({ index, findings, onRemove }: PartyCardProps) {
  const { t } = useTranslation('mediation');
  const { setValue, getValues, setFocus } = useFormContext<CaseForm>();
  const at = `parties.${index}` as const;
  const party = useWatch<CaseForm, `parties.${number}`>({ name: at });
  const [searching, setSearching] = useState(false);

  const take = (chosen: Partial<PartyForm>) => {
    const { id, role, consents, representatives } = getValues(at);
    setValue(
      at,
      { ...getValues(at), ...chosen, id, role, consents, representatives },
      {
        shouldDirty: true,
      },
    );
    setSearching(false);
    setFocus(`${at}.phone`);
  };
  return (
    <fieldset className={classes.card}>
      <legend>{party.name || t('party.nth', { n: index + 1 })}</legend>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Group gap="xl" align="flex-end">
            <RadioGroupField
              name={`${at}.role`}
              label={t('party.role')}
              choices={partyRoles.map((role) => ({ value: role, label: t(`partyRole.${role}`) }))}
            />
            <RadioGroupField
              name={`${at}.kind`}
              label={t('party.kind')}
              choices={partyKinds.map((kind) => ({ value: kind, label: t(`partyKind.${kind}`) }))}
            />
          </Group>
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconAddressBook size="1.1rem" aria-hidden />}
              onClick={() => setSearching(true)}
            >
              {t('party.fromDirectory')}
            </Button>
            {onRemove ? (
              <Button
                variant="subtle"
                color="red"
                size="xs"
                leftSection={<IconTrash size="1.1rem" aria-hidden />}
                aria-label={t('party.remove', { name: party.name || t('party.nth', { n: index + 1 }) })}
                onClick={onRemove}
              >
                {t('common:action.delete')}
              </Button>
            ) : null}
          </Group>
        </Group>
        {party.kind === 'organisation' ? <OrganisationFields at={at} /> : <PersonFields at={at} />}
        <FindingLines findings={findings} onGo={(place) => setFocus(place as never)} />
        <RepresentativesEditor partyIndex={index} />
      </Stack>
      <DirectoryDialog
        opened={searching}
        onClose={() => setSearching(false)}
        kind={party.kind ?? 'person'}
        text={party.name}
        onTake={take}
      />
    </fieldset>
  );
}

type PartyPath = `parties.${number}`;

function PersonFields({ at }: { at: PartyPath }) {
  const { t } = useTranslation('mediation');
  const { getValues, setValue } = useFormContext<CaseForm>();
  /** A resident ID number says date of birth and gender: nobody types them twice. Nothing typed is overwritten. */
  const fillFromIdNumber = () => {
    const party = getValues(at);
    const known = readResidentId(party.idNumber ?? '');
    if (!known) return;
    const options = { shouldDirty: true, shouldValidate: true } as const;
    if ((party.idType ?? 'unknown') === 'unknown') setValue(`${at}.idType`, 'residentId', options);
    if (!party.birthDate) setValue(`${at}.birthDate`, known.birthDate, options);
    if ((party.gender ?? 'unknown') === 'unknown') setValue(`${at}.gender`, known.gender, options);
  };
  return (
    <div
      className={classes.fields}
      onBlur={(event) =>
        (event.target as HTMLElement).getAttribute('name') === `${at}.idNumber` && fillFromIdNumber()
      }
    >
      <TextField name={`${at}.name`} label={t('party.name')} required />
      <SelectField
        name={`${at}.gender`}
        label={t('party.gender')}
        choices={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
      />
      <TextField name={`${at}.phone`} label={t('party.phone')} inputMode="tel" />
      <SelectField
        name={`${at}.idType`}
        label={t('party.idType')}
        choices={idTypes.map((value) => ({ value, label: t(`idType.${value}`) }))}
      />
      <TextField name={`${at}.idNumber`} label={t('party.idNumber')} />
      <DateField name={`${at}.birthDate`} label={t('party.birthDate')} />
      <IntegerField name={`${at}.age`} label={t('party.age')} placeholder={t('party.ageHint')} max={130} />
      <TextField name={`${at}.ethnicity`} label={t('party.ethnicity')} />
      <TextField name={`${at}.occupation`} label={t('party.occupation')} />
      <TextField name={`${at}.address`} label={t('party.address')} className={classes.span2 ?? ''} />
    </div>
  );
}

function OrganisationFields({ at }: { at: PartyPath }) {
  const { t } = useTranslation('mediation');
  return (
    <div className={classes.fields}>
      <TextField name={`${at}.name`} label={t('party.orgName')} required className={classes.span2 ?? ''} />
      <TextField name={`${at}.creditCode`} label={t('party.creditCode')} />
      <TextField name={`${at}.legalRepresentative`} label={t('party.legalRepresentative')} />
      <TextField name={`${at}.legalRepresentativePost`} label={t('party.legalRepresentativePost')} />
      <TextField name={`${at}.phone`} label={t('party.phone')} inputMode="tel" />
      <TextField name={`${at}.address`} label={t('party.orgAddress')} className={classes.span2 ?? ''} />
    </div>
  );
}
