export const papers = {
  blank: {
    heading: 'Blank forms',
    search: 'Find a form',
    searchHint: 'Name or number',
    list: 'List of forms',
    viewer: 'Chosen form',
    choose: 'Choose a form from the list to look at it, print it or save it.',
    origin: { national: 'National set', local: 'Local and court forms', house: 'Forms of the committee' },
    parties: 'Parties',
    copies: 'Copies',
    note: 'Blank forms are for writing by hand: no draft mark, no number, not registered. Scan the filled form into its case.',
  },
};
