/** Every official form, filled and blank. */
export const papers = {
  blank: {
    heading: '空白表格',
    search: '查找表格',
    searchHint: '名称或表号',
    list: '表格清单',
    viewer: '所选表格',
    choose: '从清单中选择一张表格，可以查看、打印或者另存。',
    origin: { national: '司法部文书格式', local: '地方及法院文书', house: '本委员会常用文书' },
    parties: '当事人数',
    copies: '打印份数',
    note: '空白表格供手工填写，不带草稿水印，不编号、不登记；填写后请扫描归入案件。',
  },
};
