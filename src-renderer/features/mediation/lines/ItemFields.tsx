import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { ListEditor } from './ListEditor.tsx';

/** What is to be done, by whom, until when. */
export function ItemFields() {
  const { t } = useTranslation('lines');
  return (
    <ListEditor
      name="items"
      title={t('covenant.items')}
      add={t('covenant.addItem')}
      nth={(n) => t('covenant.item', { n })}
      empty={() => ({ text: '', owner: '', dueOn: null, doneOn: null, note: '' })}
      first="text"
      most={100}
    >
      {(path) => (
        <div className={classes.fields}>
          <TextField
            name={`${path}.text`}
            label={t('covenant.itemText')}
            required
            className={classes.span2 ?? ''}
          />
          <TextField name={`${path}.owner`} label={t('covenant.itemOwner')} required />
          <DateField name={`${path}.dueOn`} label={t('covenant.itemDue')} />
          <DateField name={`${path}.doneOn`} label={t('covenant.itemDone')} />
          <TextField name={`${path}.note`} label={t('covenant.itemNote')} />
        </div>
      )}
    </ListEditor>
  );
}
