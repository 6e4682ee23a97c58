import { useState } from 'react';
import { NavLink, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { formOrigins, type FormView } from '../../../../src-main/contract/mediation/papers.ts';
import { navigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { Page } from '../../../ui/Page.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/states.tsx';
import { BlankFormPane } from './BlankFormPane.tsx';
import styles from './BlankFormsPage.module.css';

/** Every form for writing by hand, the chosen one beside the list. `form` in the address chooses one. */
export function BlankFormsPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('papers');
  const [text, setText] = useState('');
  const list = useRoute('mediation.listForms', {}, { staleTime: Infinity });
  const forms = list.data?.forms ?? [];
  const chosen = forms.find(({ code }) => code === params['form']);
  const wanted = text.trim();
  const found = forms.filter(({ name, number }) => name.includes(wanted) || String(number) === wanted);
  return (
    <Page fill title={t('blank.heading')}>
      <div className={styles.split}>
        <div className={styles.list}>
          <SearchInput
            label={t('blank.search')}
            placeholder={t('blank.searchHint')}
            value={text}
            onChange={setText}
          />
          {list.error ? (
            <ErrorNotice error={list.error.error} onRetry={() => void list.refetch()} />
          ) : (
            <nav className={styles.forms} aria-label={t('blank.list')}>
              {formOrigins.map((origin) => (
                <FormGroup
                  key={origin}
                  title={t(`blank.origin.${origin}`)}
                  forms={found.filter((form) => form.origin === origin)}
                  chosen={chosen?.code}
                />
              ))}
              {list.data && found.length === 0 && <EmptyState text={t('common:state.noMatch')} />}
            </nav>
          )}
        </div>
        <section className={styles.viewer} aria-label={t('blank.viewer')}>
          {chosen ? (
            <BlankFormPane key={chosen.code} form={chosen} />
          ) : (
            <EmptyState text={t('blank.choose')} />
          )}
        </section>
      </div>
    </Page>
  );
}

interface FormGroupProps {
  title: string;
  forms: readonly FormView[];
  chosen: FormView['code'] | undefined;
}

function FormGroup({ title, forms, chosen }: FormGroupProps) {
  if (forms.length === 0) return null;
  return (
    <Stack gap={0} mb="sm">
      <Title order={2} size="h5" px="sm" py="xs">
        {title}
      </Title>
      {forms.map(({ code, name, number }) => (
        <NavLink
          key={code}
          component="button"
          type="button"
          label={name}
          leftSection={
            <Text component="span" size="sm" className={styles.number}>
              {number ?? ''}
            </Text>
          }
          active={code === chosen}
          aria-current={code === chosen ? 'true' : undefined}
          onClick={() => navigate({ page: 'forms', params: { form: code }, replace: true })}
        />
      ))}
    </Stack>
  );
}
