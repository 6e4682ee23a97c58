import { describe, expect, it } from 'vitest';
import { render, solidTextOf } from './pdf-tools.ts';
import { acceptanceData, applicant, applicationData, respondent } from './sample-data.ts';

function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `${part} after position ${from}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

describe('人民调解申请书 on paper', () => {
  it('has every field of form 3 in its order', () => {
    const text = solidTextOf(render('mediation.applicationForm', applicationData));
    expectInOrder(text, [
      '人民调解申请书',
      '申请人',
      '姓名杨某兰性别女民族汉族年龄52',
      '职业或职务超市收银员联系方式13800001234',
      '单位或住址南京市栖霞区尧化街道某某社区3幢2单元602室',
      '被申请人',
      '单位名称南京某某物业服务有限公司',
      '李某职务总经理',
      '信用代码91320113MA1ABCDE2X',
      '委托代理人王某（特别授权，公司员工）',
      '纠纷简要情况',
      '当事人申请事项',
      '1.赔偿墙面、地板维修费用人民币8,000元',
      '3.物业公司检修公共阀门并公示',
      '人民调解委员会已将申请人民调解的相关规定告知申请人，现自愿申请南京市栖霞区尧化街道人民调解委员会调解上述纠纷。',
      '申请人（杨某兰）：',
      '2026年6月15日',
    ]);
    expect(text).not.toContain('被申请人（南京某某物业服务有限公司）：');
    expect(text).not.toContain('320113197401010026');
  });

  it('knows more than one applicant, third parties, guardians, oral applications and ID numbers', () => {
    const child = {
      ...applicant,
      name: '杨小某',
      age: 9,
      representatives: [{ kind: 'guardian' as const, name: '杨某兰', relation: '母女' }],
    };
    const text = solidTextOf(
      render('mediation.applicationForm', {
        ...applicationData,
        parties: [
          applicant,
          respondent,
          child,
          { ...respondent, role: 'thirdParty', name: '某保险公司', representatives: [] },
        ],
        form: 'oral',
        recorder: '周某',
        printIds: true,
      }),
    );
    expectInOrder(text, [
      '杨某兰',
      '杨小某',
      '法定代理人杨某兰（母女）',
      '南京某某物业服务有限公司',
      '某保险公司',
      '告知各申请人',
    ]);
    expect(text).toContain('申请人口头申请，由人民调解委员会记录（记录人：周某），经申请人核对无误。');
    expect(text).toContain('法定代理人（杨某兰）：');
    expect(text).toContain('证件号码320113197401010026');
  });
});

describe('人民调解受理登记表 on paper', () => {
  it('has every field of form 4 in its order', () => {
    const text = solidTextOf(render('mediation.acceptanceForm', acceptanceData));
    expectInOrder(text, [
      '人民调解受理登记表',
      '编号：（2026）栖尧人调字第15号',
      '2026年6月16日，南京市栖霞区尧化街道人民调解委员会依当事人申请，经当事人同意，调解杨某兰、南京某某物业服务有限公司之间的纠纷。',
      '纠纷类型邻里纠纷（漏水）受理日期2026年6月16日',
      '案件来源√①当事人申请□②主动调解□③接受委托移送',
      '纠纷简要情况',
      '人民调解员张某某、陈某',
      '备注此表由人民调解委员会填写。',
      '申请人（杨某兰）：',
      '登记人（周某）：',
      '（人民调解委员会印章）',
    ]);
  });

  it('ticks the right source and says who referred the case', () => {
    const referred = solidTextOf(
      render('mediation.acceptanceForm', {
        ...acceptanceData,
        source: 'referral',
        referredBy: '栖霞区人民法院',
      }),
    );
    expect(referred).toContain('□①当事人申请□②主动调解√③接受委托移送（栖霞区人民法院）');
    const own = solidTextOf(
      render('mediation.acceptanceForm', { ...acceptanceData, source: 'ownInitiative' }),
    );
    expect(own).toContain('√②主动调解');
    expect(own).toContain('人民调解委员会主动，经当事人同意');
  });
});
