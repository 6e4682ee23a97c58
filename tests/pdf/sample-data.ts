/** Made-up but lifelike data for looking at every template; names and places are fixtures, no real persons. */
import type { AcceptanceFormData } from '../../src-main/mediation/documents/acceptance-form-data.ts';
import type { AgreementData } from '../../src-main/mediation/documents/agreement-data.ts';
import type { ApplicationFormData } from '../../src-main/mediation/documents/application-form-data.ts';
import type { StatementData } from '../../src-main/timebank/documents/statement-data.ts';

export const COMMITTEE = '南京市栖霞区尧化街道人民调解委员会';
export const CREATED_AT = '2026-07-01T02:03:04.000Z';

type PartyData = AgreementData['parties'][number];

export const applicant: PartyData = {
  kind: 'person',
  role: 'applicant',
  name: '杨某兰',
  gender: 'female',
  ethnicity: '汉族',
  age: 52,
  occupation: '超市收银员',
  phone: '13800001234',
  address: '南京市栖霞区尧化街道某某社区3幢2单元602室',
  idNumber: '320113197401010026',
};

export const respondent: PartyData = {
  kind: 'organisation',
  role: 'respondent',
  name: '南京某某物业服务有限公司',
  legalRepresentative: '李某',
  post: '总经理',
  phone: '025-85550000',
  address: '南京市栖霞区某某路100号',
  creditCode: '91320113MA1ABCDE2X',
  representatives: [
    { kind: 'agent', name: '王某', relation: '公司员工', scope: 'special', phone: '13900005678' },
  ],
};

export const FACTS =
  '2026年5月12日，6楼杨某兰家阳台水管爆裂，水漏至5楼，造成5楼住户墙面、木地板和一台笔记本电脑不同程度受损。' +
  '双方就维修费用和电脑折旧金额协商不成，5楼住户认为物业公司未及时关闭总阀，致使损失扩大。\n' +
  '社区网格员到场查看并拍照，物业公司确认接到报修后40分钟才到场。';

export const shortAgreement: AgreementData = {
  committee: COMMITTEE,
  number: '（2026）栖尧人调字第15号',
  parties: [applicant, respondent],
  facts: FACTS,
  issues: ['电脑损失按购价还是按实际价值计算', '物业公司对扩大的损失应否担责'],
  responsibilities: [
    { party: '杨某兰', text: '水管年久失修，对漏水承担主要责任' },
    { party: '南京某某物业服务有限公司', text: '到场迟延，对扩大的损失承担次要责任' },
  ],
  clauses: [
    {
      kind: 'payment',
      payers: ['杨某兰'],
      payees: ['5楼住户'],
      purpose: '维修费及电脑损失',
      amount: 1_000_000,
      dueDate: '2026-07-31',
      manner: '银行转账',
    },
    {
      kind: 'act',
      by: ['南京某某物业服务有限公司'],
      text: '更换6楼至4楼公共阀门并公示检修记录',
      dueDate: '2026-08-15',
    },
    { kind: 'apology', by: ['杨某兰'], to: ['5楼住户'], manner: '当面口头' },
    { kind: 'other', text: '各方就本次漏水再无其他争议' },
  ],
  copies: 3,
  mediators: ['张某某', '陈某'],
  recorder: '周某',
  date: '2026-07-01',
};

export const longAgreement: AgreementData = {
  ...shortAgreement,
  parties: Array.from({ length: 12 }, (_, index): PartyData => ({
    ...applicant,
    role: index < 7 ? 'applicant' : 'respondent',
    name: `当事人${'甲乙丙丁戊己庚辛壬癸子丑'[index]}`,
    representatives: index === 2 ? [{ kind: 'guardian', name: '法定代理人丙', relation: '母子' }] : [],
  })),
  clauses: [
    ...shortAgreement.clauses,
    {
      kind: 'payment',
      payers: ['当事人辛', '当事人壬'],
      payees: ['当事人甲'],
      purpose: '拖欠的工资',
      amount: 12_345_678,
      instalments: Array.from({ length: 6 }, (_, index) => ({
        amount: 2_057_613,
        dueDate: `2026-${String(index + 7).padStart(2, '0')}-28`,
      })),
      manner: '现金',
    },
    {
      kind: 'payment',
      payers: ['当事人癸'],
      payees: ['当事人乙'],
      amount: 3_000_000,
      instalments: [
        { amount: 800_000, dueText: '当年年底前' },
        { amount: 1_600_000, dueText: '次年端午节前' },
        { amountText: '剩余本息', dueText: '次年国庆节前' },
      ],
    },
    { kind: 'payment', payers: ['当事人子'], payees: ['当事人丙'], purpose: '维修', amountText: '据实结算' },
  ],
  copies: 13,
};

export const applicationData: ApplicationFormData = {
  committee: COMMITTEE,
  parties: [applicant, respondent],
  facts: FACTS,
  requests: ['赔偿墙面、地板维修费用人民币8,000元', '赔偿笔记本电脑损失', '物业公司检修公共阀门并公示'],
  date: '2026-06-15',
};

export const acceptanceData: AcceptanceFormData = {
  committee: COMMITTEE,
  number: '（2026）栖尧人调字第15号',
  acceptedOn: '2026-06-16',
  source: 'application',
  disputeName: '杨某兰与某某物业公司漏水损害赔偿纠纷',
  parties: [applicant, respondent],
  disputeType: '邻里纠纷（漏水）',
  facts: FACTS,
  requests: ['赔偿墙面、地板维修费用', '物业公司检修公共阀门'],
  mediators: ['张某某', '陈某'],
  registrar: '周某',
  date: '2026-06-16',
};

const SERVICES = [
  '陪同就医',
  '助餐送餐',
  '上门理发',
  '社区防诈宣传',
  '代购生活用品',
  '独居老人探访并协助整理家务',
] as const;

/** `count` lines of coins, every sixth one an expense. */
export function statementOf(count: number, number = 1): StatementData {
  const lines = Array.from({ length: count }, (_, index) => {
    const day = `2026-06-${String((index % 30) + 1).padStart(2, '0')}`;
    const text = SERVICES[index % SERVICES.length]!;
    return index % 6 === 5
      ? { postedOn: day, text: '兑换助洁服务', out: 60 }
      : { postedOn: day, serviceOn: day, text, source: '信用时数', in: 60 + (index % 4) * 30 };
  });
  const change = lines.reduce((sum, each) => sum + (each.in ?? 0) - (each.out ?? 0), 0);
  const opening = 12 * 60 + 30;
  return {
    organisation: '尧化街道时间银行',
    statementNumber: `DZ202606-${String(number).padStart(4, '0')}`,
    member: {
      name: '陈某芳',
      volunteerNumber: `3201130${String(number).padStart(5, '0')}`,
      maskedId: '320113********1234',
      grid: '尧化街道某某社区第3网格',
    },
    period: { from: '2026-06-01', to: '2026-06-30' },
    coins: { opening, closing: opening + change, lines },
    hours: {
      lines: lines
        .filter((each) => each.in)
        .map((each) => ({
          serviceOn: each.postedOn,
          text: each.text,
          source: '信用时数',
          minutes: each.in!,
        })),
      totalToDate: 30_000,
    },
    points: {
      opening: 20,
      closing: 35,
      lines: [
        { postedOn: '2026-06-05', text: '参加网格议事会', in: 20 },
        { postedOn: '2026-06-20', text: '兑换洗衣液一瓶', out: 5 },
      ],
      expiring: [{ on: '2026-12-31', points: 20 }],
    },
    ledger: { headHash: '0123456789abcdef'.repeat(4), asOf: '2026-06-30T16:00:00.000Z' },
    issuer: { name: '尧化街道社区服务中心', responsible: '李某某', handler: '赵某', contact: '025-85550001' },
    issuedOn: '2026-07-01',
    notes: ['本机构时间币存储上限：1500小时（试行）。'],
  };
}
