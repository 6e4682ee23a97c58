import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LinesView } from '../../../../src-main/contract/mediation/lines.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { Facts } from '../Facts.tsx';
import { FindingLines } from '../FindingLines.tsx';
import classes from '../mediation.module.css';
import { CompensationPaper } from './CompensationPaper.tsx';
import { CompensationSteps } from './CompensationSteps.tsx';
import { hundredthsText } from './sheet-parse.ts';

type Part<K extends keyof LinesView> = NonNullable<LinesView[K]>;

const day = (date: string | null): string => (date === null ? '' : dateText(date));
const money = (fen: number | null): string => (fen === null ? '' : moneyText(fen));

export function MedicalFacts({
  medical,
  materials,
}: {
  medical: Part<'medical'>;
  materials: LinesView['materials'];
}) {
  const { t } = useTranslation('lines');
  const received = medical.materials.length;
  const days = (count: number | null) => (count === null ? '' : t('medical.days', { n: count }));
  return (
    <Stack gap="sm">
      <Facts
        entries={[
          [
            t('medical.hospital'),
            [medical.hospital, medical.department, medical.specialty].filter(Boolean).join(' · '),
          ],
          [
            t('medical.treatment'),
            [medical.treatmentWay, medical.treatmentResult].filter(Boolean).join(' · '),
          ],
          [t('medical.medicalGrade'), medical.medicalGrade],
          [
            t('medical.marks'),
            medical.major || medical.media
              ? [medical.major ? t('medical.major') : '', medical.media ? t('medical.media') : '']
                  .filter(Boolean)
                  .join('、')
              : '',
          ],
          [
            t('medical.appraisal'),
            medical.appraisalBy === 'none'
              ? ''
              : [
                  t(`appraisalBy.${medical.appraisalBy}`),
                  medical.appraisalBody,
                  medical.appraisalNumber,
                  day(medical.appraisalOn),
                ]
                  .filter(Boolean)
                  .join(' · '),
          ],
          [t('medical.damage'), medical.damage],
          [t('medical.fault'), medical.fault],
          [t('medical.causation'), medical.causation],
          [
            t('medical.degree'),
            [
              medical.degree ? t(`degree.${medical.degree}`) : '',
              medical.ratio ? `${medical.ratio.numerator}/${medical.ratio.denominator}` : '',
            ]
              .filter(Boolean)
              .join(' · '),
          ],
          [t('medical.insurer'), [medical.insurer, medical.policyNumber].filter(Boolean).join(' · ')],
          [t('medical.calculated'), money(medical.calculatedFen)],
          [
            t('medical.agreed'),
            medical.agreedFen === null
              ? ''
              : t('medical.split', {
                  agreed: money(medical.agreedFen),
                  insurer: money(medical.insurerFen ?? 0),
                  hospital: money(medical.hospitalFen ?? 0),
                }),
          ],
          [t('medical.submitDays'), days(medical.claim.submitDays)],
          [t('medical.payDays'), days(medical.claim.payDays)],
          [t('medical.sealed'), medical.sealedOn ? `${day(medical.sealedOn)} ${medical.sealedObjects}` : ''],
          [t('medical.autopsyBy'), day(medical.autopsyBy)],
          [t('medical.materials'), t('medical.materialsCount', { received, all: materials.length })],
        ]}
      />
      {medical.experts.length > 0 ? (
        <ul className={classes.plainList} aria-label={t('medical.experts')}>
          {medical.experts.map((expert, index) => (
            <li key={index}>
              {[expert.name, expert.field, expert.opinion].filter(Boolean).join(' · ')}{' '}
              {expert.recused ? (
                <Badge color="gray" c="var(--mantine-color-text)">
                  {t('medical.recused')}
                </Badge>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Stack>
  );
}

export function TrafficFacts({ traffic, view }: { traffic: Part<'traffic'>; view: CaseView }) {
  const { t } = useTranslation('lines');
  const nameOf = (id: string) => view.parties.find((party) => party.id === id)?.name ?? '–';
  return (
    <Facts
      entries={[
        [
          t('traffic.document'),
          [traffic.documentNumber, day(traffic.documentOn)].filter(Boolean).join(' · '),
        ],
        [t('traffic.accident'), [day(traffic.accidentOn), traffic.place].filter(Boolean).join(' · ')],
        [
          t('traffic.liabilities'),
          traffic.liabilities
            .map(({ partyId, share }) => `${nameOf(partyId)} ${share.numerator}/${share.denominator}`)
            .join('；'),
        ],
        [
          t('traffic.vehicles'),
          traffic.vehicles
            .map((one) => [one.plate, one.kind, one.owner].filter(Boolean).join(' '))
            .join('；'),
        ],
        [
          t('traffic.insurances'),
          traffic.insurances
            .map((one) =>
              [
                t(`insurance.${one.kind}`),
                one.insurer,
                one.policyNumber,
                one.toldOn ? t('traffic.toldAt', { date: dateText(one.toldOn) }) : t('traffic.notTold'),
              ]
                .filter(Boolean)
                .join(' '),
            )
            .join('\n'),
        ],
      ]}
    />
  );
}

export function ChargeFacts({ charge }: { charge: Part<'charge'> }) {
  const { t } = useTranslation('lines');
  return (
    <Facts
      entries={[
        [t('charge.room'), charge.room],
        [t('charge.period'), [day(charge.from), day(charge.to)].filter(Boolean).join(' – ')],
        [
          t('charge.formula'),
          t('charge.formulaText', {
            area: hundredthsText(charge.areaCenti),
            rate: money(charge.rateFen),
            months: charge.months,
            fee: money(charge.feeFen),
            waiver: money(charge.waiverFen),
            penalty: money(charge.penaltyFen),
          }),
        ],
        [t('charge.due'), <strong key="due">{money(charge.dueFen)}</strong>],
      ]}
    />
  );
}

export function WageFacts({ wages }: { wages: Part<'wages'> }) {
  const { t } = useTranslation('lines');
  return (
    <Stack gap="xs">
      <Table withTableBorder aria-label={t('wages.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('wages.name')}</Table.Th>
            <Table.Th>{t('wages.period')}</Table.Th>
            <Table.Th ta="end">{t('wages.owed')}</Table.Th>
            <Table.Th ta="end">{t('wages.paid')}</Table.Th>
            <Table.Th ta="end">{t('wages.rest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="tabular">
          {wages.rows.map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td>{row.name}</Table.Td>
              <Table.Td>{[day(row.from), day(row.to)].filter(Boolean).join(' – ')}</Table.Td>
              <Table.Td ta="end">{money(row.owedFen)}</Table.Td>
              <Table.Td ta="end">{money(row.paidFen)}</Table.Td>
              <Table.Td ta="end">{money(row.owedFen - row.paidFen)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr fw={700}>
            <Table.Td>{t('wages.total')}</Table.Td>
            <Table.Td />
            <Table.Td ta="end">{money(wages.owedFen)}</Table.Td>
            <Table.Td ta="end">{money(wages.paidFen)}</Table.Td>
            <Table.Td ta="end">{money(wages.restFen)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <FindingLines findings={wages.findings} />
    </Stack>
  );
}

export function CompensationFacts({ sheet, caseId }: { sheet: Part<'compensation'>; caseId: string }) {
  const { t } = useTranslation('lines');
  return (
    <Stack gap="xs">
      <Title order={3}>{t('compensation.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('compensation.reference', {
          region: sheet.figures.region,
          year: sheet.figures.year,
          source: sheet.figures.source,
        })}
      </Text>
      <CompensationSteps result={sheet.result} />
      <CompensationPaper caseId={caseId} />
    </Stack>
  );
}

export function JointFacts({ bodies }: { bodies: Part<'joint'>['bodies'] }) {
  const { t } = useTranslation('lines');
  return (
    <Stack gap="xs">
      <Title order={3}>{t('joint.title')}</Title>
      <Facts
        entries={bodies.map(
          (body) =>
            [
              body.name,
              [
                body.lead ? t('joint.lead') : t(`jointKind.${body.kind}`),
                body.representative,
                body.opinion,
                body.signedOn ? t('joint.signedAt', { date: dateText(body.signedOn) }) : t('joint.unsigned'),
              ]
                .filter(Boolean)
                .join(' · '),
            ] as const,
        )}
      />
    </Stack>
  );
}
