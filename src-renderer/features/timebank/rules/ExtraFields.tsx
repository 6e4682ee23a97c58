import { Checkbox, SimpleGrid, Stack } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { useRuleWords } from './rule-text.ts';

/** Further points of an action for what is measured (每再增100米加1分): not at all, or from how much, every how much. */
export function ExtraFields({ name, label }: { name: string; label: string }) {
  const say = useRuleWords();
  const { setValue } = useFormContext();
  const extra = useWatch({ name }) as unknown;
  return (
    <Stack gap="xs">
      <Checkbox
        label={label}
        checked={extra !== null && extra !== undefined}
        onChange={({ currentTarget }) =>
          setValue(name, currentTarget.checked ? { from: 0, every: 100, points: 1, unit: '' } : null, {
            shouldDirty: true,
          })
        }
      />
      {extra === null || extra === undefined ? null : (
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <IntegerField name={`${name}.from`} label={say('field.extraFrom')} required />
          <IntegerField name={`${name}.every`} label={say('field.extraEvery')} required />
          <IntegerField name={`${name}.points`} label={say('field.extraPoints')} required />
          <TextField name={`${name}.unit`} label={say('field.extraUnit')} required />
        </SimpleGrid>
      )}
    </Stack>
  );
}
