import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { genders, idTypes, type PartyFields as Fields } from '../../../src-main/contract/people.ts';
import { DateField } from '../../ui/form/DateField.tsx';
import { IntegerField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { readResidentId } from './case-form.ts';
import classes from './mediation.module.css';

/** Who a party is, on a case or in the directory. `at`: what stands before the names of the fields, as `parties.0.`. */
export function PartyFields({ kind, at }: { kind: Fields['kind']; at: string }) {
  return kind === 'organisation' ? <OrganisationFields at={at} /> : <PersonFields at={at} />;
}

function PersonFields({ at }: { at: string }) {
  const { t } = useTranslation('mediation');
  const { getValues, setValue } = useFormContext();
  /** A resident ID number says date of birth and gender: nobody types them twice. Nothing typed is overwritten. */
  const fillFromIdNumber = () => {
    const value = (field: string) => getValues(`${at}${field}`) as string | null | undefined;
    const known = readResidentId(value('idNumber') ?? '');
    if (!known) return;
    const options = { shouldDirty: true, shouldValidate: true } as const;
    if ((value('idType') ?? 'unknown') === 'unknown') setValue(`${at}idType`, 'residentId', options);
    if (!value('birthDate')) setValue(`${at}birthDate`, known.birthDate, options);
    if ((value('gender') ?? 'unknown') === 'unknown') setValue(`${at}gender`, known.gender, options);
  };
  return (
    <div
      className={classes.fields}
      onBlur={(event) =>
        (event.target as HTMLElement).getAttribute('name') === `${at}idNumber` && fillFromIdNumber()
      }
    >
      <TextField name={`${at}name`} label={t('party.name')} required />
      <SelectField
        name={`${at}gender`}
        label={t('party.gender')}
        choices={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
      />
      <TextField name={`${at}phone`} label={t('party.phone')} inputMode="tel" />
      <SelectField
        name={`${at}idType`}
        label={t('party.idType')}
        choices={idTypes.map((value) => ({ value, label: t(`idType.${value}`) }))}
      />
      <TextField name={`${at}idNumber`} label={t('party.idNumber')} />
      <DateField name={`${at}birthDate`} label={t('party.birthDate')} />
      <IntegerField name={`${at}age`} label={t('party.age')} placeholder={t('party.ageHint')} max={130} />
      <TextField name={`${at}ethnicity`} label={t('party.ethnicity')} />
      <TextField name={`${at}occupation`} label={t('party.occupation')} />
      <TextField name={`${at}address`} label={t('party.address')} className={classes.span2 ?? ''} />
    </div>
  );
}

function OrganisationFields({ at }: { at: string }) {
  const { t } = useTranslation('mediation');
  return (
    <div className={classes.fields}>
      <TextField name={`${at}name`} label={t('party.orgName')} required className={classes.span2 ?? ''} />
      <TextField name={`${at}creditCode`} label={t('party.creditCode')} />
      <TextField name={`${at}legalRepresentative`} label={t('party.legalRepresentative')} />
      <TextField name={`${at}legalRepresentativePost`} label={t('party.legalRepresentativePost')} />
      <TextField name={`${at}phone`} label={t('party.phone')} inputMode="tel" />
      <TextField name={`${at}address`} label={t('party.orgAddress')} className={classes.span2 ?? ''} />
    </div>
  );
}
