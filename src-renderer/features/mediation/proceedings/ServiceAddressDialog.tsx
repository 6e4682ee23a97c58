import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { serviceAddressFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, TextField } from '../../../ui/form/fields.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Loading } from '../../../ui/states.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';

type Address = RouteOutput<'mediation.revealServiceAddress'>['serviceAddress'];

interface ServiceAddressDialogProps {
  view: CaseView;
  party: CaseView['parties'][number];
  /** There is one on file: opening the dialog shows it in full, which is written into the audit trail. */
  known: boolean;
  onClose(): void;
}

export function ServiceAddressDialog(props: ServiceAddressDialogProps) {
  const { view, party, known, onClose } = props;
  const { t } = useTranslation('proceedings');
  const [address, setAddress] = useState<Address>();
  const { run } = useCommand('mediation.revealServiceAddress', {
    onDone: (value) => setAddress(value.serviceAddress),
  });
  useEffect(() => {
    if (known) void run({ caseId: view.id, partyId: party.id }).then((value) => value ?? onClose());
    // Asked once, when the dialog opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (known && !address) {
    return (
      <FormDialog opened onClose={onClose} title={t('statements.editAddress', { name: party.name })}>
        <Loading />
      </FormDialog>
    );
  }
  return <AddressForm {...props} address={address ?? null} />;
}

function AddressForm({
  view,
  party,
  address,
  onClose,
}: ServiceAddressDialogProps & { address: Address | null }) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={t(address ? 'statements.editAddress' : 'statements.addAddress', { name: party.name })}
      schema={serviceAddressFields}
      initial={{
        partyId: party.id,
        recipient: address?.recipient ?? party.name,
        phone: address?.phone ?? '',
        address: address?.address ?? '',
        postcode: address?.postcode ?? '',
        electronic: address?.electronic ?? '',
        acceptsElectronic: address?.acceptsElectronic ?? false,
        confirmedOn: address?.confirmedOn ?? todayText(),
        note: address?.note ?? '',
      }}
      draftKey={`serviceAddress:${party.id}`}
      version={address?.version}
      command="mediation.saveServiceAddress"
      under="serviceAddress"
      toInput={(serviceAddress) => ({
        caseId: view.id,
        ...(address ? { version: address.version } : {}),
        serviceAddress,
      })}
      doneText={t('statements.addressSaved')}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <TextField name="recipient" label={t('statements.recipient')} required />
        <TextField name="phone" label={t('statements.phone')} inputMode="tel" />
        <TextField name="postcode" label={t('statements.postcode')} inputMode="numeric" />
      </div>
      <TextField name="address" label={t('statements.address')} required />
      <TextField
        name="electronic"
        label={t('statements.electronic')}
        placeholder={t('statements.electronicHint')}
      />
      <CheckboxField name="acceptsElectronic" label={t('statements.acceptsElectronic')} />
      <div className={classes.fields}>
        <DateField name="confirmedOn" label={t('statements.confirmedOn')} emptyValue="" required />
        <TextField name="note" label={t('common.note')} />
      </div>
    </RecordDialog>
  );
}
