import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { covenantItem, type CovenantView } from '../../../../src-main/contract/mediation/covenants.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { markSaved, typedNow } from '../../../ui/form/saved.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { ItemFields } from './ItemFields.tsx';

const itemsForm = z.object({ items: z.array(covenantItem).max(100) });

/** What became of the items of an issued covenant. */
export function CovenantItems({ view }: { view: CovenantView }) {
  const { t } = useTranslation('lines');
  const may = useMay();
  const form = useAppForm(itemsForm, { items: view.items });
  const draft = useDraft(`covenant-items:${view.id}`, form, { version: view.version });
  const follow = useCommand('mediation.followCovenant', { form });
  return (
    <Section title={t('covenant.follow')}>
      <AppForm
        form={form}
        label={t('covenant.follow')}
        saveFromAnywhere
        onSubmit={async ({ items }) => {
          const sent = typedNow(form);
          if (!(await follow.run({ id: view.id, version: view.version, items }))) return;
          if (markSaved(form, sent)) await draft.discard();
          notifyDone(t('covenant.saved'));
        }}
      >
        <Stack>
          {draft.notice}
          <ItemFields />
          {may('mediation.followCovenant') ? (
            <Group>
              <Button type="submit" loading={follow.pending}>
                {t('common:action.save')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </AppForm>
    </Section>
  );
}
