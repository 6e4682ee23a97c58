import { useState } from 'react';
import { Box, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { documentKinds, type DocumentView } from '../../../src-main/contract/documents.ts';
import { navigate } from '../../app/navigation.ts';
import { call } from '../../bridge/api.ts';
import { useRoute } from '../../bridge/queries.ts';
import { bytesText, dateText, instantText } from '../../i18n/format.ts';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Page } from '../../ui/Page.tsx';
import { PdfViewer } from '../../ui/PdfViewer.tsx';
import { EmptyState, ErrorNotice } from '../../ui/states.tsx';
import { DocumentActions } from './DocumentActions.tsx';
import styles from './DocumentsPage.module.css';

/** Everything that was issued, with the chosen document beside the list. `id` in the address opens one. */
export function DocumentsPage({ params }: { params: Record<string, string> }) {
  const { t } = useTranslation('documents');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const kind = documentKinds.find((known) => known === params['kind']);
  const chosen = params['id'];
  const go = (change: Record<string, string | undefined>) => {
    const next = Object.entries({ ...params, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    navigate({ page: 'documents', params: Object.fromEntries(next), replace: true });
  };
  const owner = params['owner'];
  const filter = { text: asked, ...(kind ? { kind } : {}), ...(owner === undefined ? {} : { owner }) };
  const filtered = asked !== '' || kind !== undefined || owner !== undefined;

  const columns: GridColumn<DocumentView>[] = [
    { key: 'number', header: t('number'), width: 190, render: (row) => row.number },
    { key: 'title', header: t('title'), width: 230, render: (row) => row.title },
    { key: 'kind', header: t('kindLabel'), width: 130, render: (row) => t(`kind.${row.kind}`) },
    {
      key: 'issuedAt',
      header: t('issuedAt'),
      width: 148,
      render: (row) => dateText(localDate(row.issuedAt)),
    },
    { key: 'issuedBy', header: t('issuedBy'), width: 90, render: (row) => row.issuedBy },
    { key: 'pages', header: t('pages'), width: 60, align: 'end', render: (row) => row.pages },
  ];
  return (
    <Page fill title={t('heading')}>
      <div className={styles.split} data-open={chosen !== undefined}>
        <div className={styles.list}>
          <div className={styles.filters}>
            <SearchInput label={t('search')} placeholder={t('searchHint')} value={text} onChange={setText} />
            <Select
              label={t('kindLabel')}
              placeholder={t('timebank:all')}
              data={documentKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              value={kind ?? null}
              onChange={(value) => go({ kind: value ?? undefined })}
              clearable
              clearButtonProps={{ 'aria-label': t('common:action.clear') }}
            />
          </div>
          <Box flex={1} mih={0}>
            <DataGrid
              label={t('heading')}
              columns={columns}
              queryKey={['documents.list', filter]}
              fetchPage={(offset, limit) => call('documents.list', { ...filter, page: { offset, limit } })}
              rowKey={(row) => row.id}
              onOpen={(row) => go({ id: row.id })}
              empty={<EmptyState text={filtered ? t('common:state.noMatch') : t('empty')} />}
            />
          </Box>
        </div>
        {chosen === undefined ? null : <DocumentPane key={chosen} id={chosen} />}
      </div>
    </Page>
  );
}

/** One document: its kept bytes, its register entry, what can be done with it. */
function DocumentPane({ id }: { id: string }) {
  const { t } = useTranslation('documents');
  const document = useRoute('documents.read', { id }, { staleTime: Infinity });
  return (
    <section className={styles.viewer} aria-label={t('viewer')}>
      {document.error ? (
        <ErrorNotice error={document.error.error} onRetry={() => void document.refetch()} />
      ) : (
        <>
          <PdfViewer
            pdf={document.data?.pdf}
            loading={document.isPending}
            toolbar={<DocumentActions documentId={id} size="xs" />}
          />
          {document.data && (
            <Text size="sm" c="dimmed" className={styles.register}>
              {t('register', {
                number: document.data.number,
                at: instantText(document.data.issuedAt),
                by: document.data.issuedBy,
                size: bytesText(document.data.bytes),
              })}
              <br />
              {t('fingerprint', { sha256: document.data.sha256 })}
            </Text>
          )}
        </>
      )}
    </section>
  );
}

/** The Shanghai day of an instant: its date text begins with `YYYY-MM-DD`. */
const localDate = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
