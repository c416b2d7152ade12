'use strict';
// The page of Export-GraphSyncJobReport. All text reaches the page as text nodes and attributes, by way of Preact; nothing is parsed as HTML.
(() => {
    const { h, render } = preact;
    const report = JSON.parse(document.getElementById('data').textContent);
    const root = document.getElementById('report');

    const rowsOfPage = 100;
    const longestTimeline = 15;
    const pauseInTyping = 150;
    const day = 24 * 60 * 60 * 1000;

    // What needs somebody comes first.
    const verdicts = ['AboutToBeDisabled', 'Quarantined', 'Failing', 'Disabled', 'Overdue', 'ManyEscrows', 'NotConfigured', 'NeverRan', 'Paused', 'Unknown', 'Healthy'];
    const kinds = { Healthy: 'good', Quarantined: 'bad', AboutToBeDisabled: 'bad', Failing: 'bad', Disabled: 'bad' };
    const urgency = verdict => verdicts.indexOf(verdict);
    const themes = ['automatic', 'light', 'dark'];
    const columns = [
        { key: 'name', label: 'Application' },
        { key: 'verdict', label: 'Verdict' },
        { key: 'state', label: 'State' },
        { key: 'templateId', label: 'Template' },
        { key: 'since', label: 'Since (UTC)' },
        { key: 'lastRun', label: 'Last run (UTC)' },
    ];
    const filters = [
        { key: 'verdict', label: 'Verdict' },
        { key: 'state', label: 'State' },
        { key: 'templateId', label: 'Template' },
    ];

    const words = text => text.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
    const number = value => value.toLocaleString('en');
    const kindOf = job => kinds[job.verdict] || 'warn';
    const isTime = text => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
    const time = text => text.slice(0, 16).replace('T', ' ');
    const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

    const jobs = report.jobs.map((job, index) => ({
        ...job,
        index,
        name: job.displayName || job.jobId || '(no name)',
        text: Object.values(job).join('\n').toLowerCase(),
    }));
    const inOrder = { verdict: (one, other) => urgency(one) - urgency(other) };
    const choices = Object.fromEntries(filters.map(({ key }) => [key, [...new Set(jobs.map(job => job[key]).filter(Boolean))].sort(inOrder[key])]));
    const quarantined = jobs.filter(job => job.quarantinedSince).sort((one, other) => one.quarantinedSince < other.quarantinedSince ? -1 : 1);

    const state = { typed: '', search: '', filters: {}, sort: 'verdict', descending: false, page: 0, open: new Set(), theme: 0, isPrinted: false };
    let shown = [];
    let typing = 0;

    const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

    // What has no value comes last, whichever way the rest is sorted.
    const compare = (one, other) => {
        const [left, right] = [one[state.sort], other[state.sort]];
        const order = !left || !right ? (left ? -1 : right ? 1 : 0) : (inOrder[state.sort] || collator.compare)(left, right) * (state.descending ? -1 : 1);
        return order || collator.compare(one.name, other.name) || one.index - other.index;
    };

    const select = () => {
        const search = state.search.trim().toLowerCase();
        shown = jobs
            .filter(job => job.text.includes(search) && filters.every(({ key }) => !state.filters[key] || job[key] === state.filters[key]))
            .sort(compare);
    };

    const draw = () => render(page(), root);

    const choose = change => {
        Object.assign(state, { page: 0 }, change);
        select();
        draw();
    };

    const type = event => {
        state.typed = event.target.value;
        clearTimeout(typing);
        typing = setTimeout(() => choose({ search: state.typed }), pauseInTyping);
    };

    const filter = (key, value) => choose({ filters: { ...state.filters, [key]: value } });

    const sort = key => choose({ sort: key, descending: state.sort === key && !state.descending });

    const turn = pages => {
        state.page += pages;
        draw();
        document.getElementById('jobs').focus();
    };

    const toggle = job => {
        if (!state.open.delete(job.index)) {
            state.open.add(job.index);
        }
        draw();
    };

    // From the timeline to the job in the table: whatever hides it there is taken off.
    const show = job => {
        clearTimeout(typing);
        state.open.add(job.index);
        choose({ filters: {}, search: '', typed: '' });
        state.page = Math.floor(shown.indexOf(job) / rowsOfPage);
        draw();
        document.getElementById(`job-${job.index}`).focus();
    };

    const changeTheme = () => {
        state.theme = (state.theme + 1) % themes.length;
        document.documentElement.dataset.theme = themes[state.theme];
        draw();
    };

    const top = () => h('header', null,
        h('h1', null, report.title),
        h('p', null, `${plural(jobs.length, 'job')}, as of ${time(report.generated)} UTC`),
        h('button', { type: 'button', class: 'theme', onClick: changeTheme }, `Theme: ${themes[state.theme]}`));

    const missing = () => report.missing.length === 0 ? null : h('section', { class: 'missing bad', 'aria-labelledby': 'missing' },
        h('h2', { id: 'missing' }, 'This report is incomplete'),
        report.missing.map(({ reason, count, messages }) => h('details', { key: reason },
            h('summary', null, reason[0].toUpperCase() + reason.slice(1)),
            h('ul', null, messages.map((message, index) => h('li', { key: index }, message))),
            count > messages.length ? h('p', null, `and ${number(count - messages.length)} more`) : null)));

    const totals = (key, label, counts) => h('section', { 'aria-labelledby': `totals-${key}` },
        h('h2', { id: `totals-${key}` }, label),
        h('ul', { class: 'totals' }, Object.entries(counts).sort(([one], [other]) => key in inOrder ? inOrder[key](one, other) : 0).map(([name, count]) => h('li', { key: name },
            h('button', {
                type: 'button',
                class: key === 'verdict' ? kindOf({ verdict: name }) : null,
                'aria-pressed': String(state.filters[key] === name),
                onClick: () => filter(key, state.filters[key] === name ? '' : name),
            }, h('b', null, number(count)), ' ', words(name))))));

    const timeline = () => {
        const end = Date.parse(report.generated);
        const begin = quarantined.length ? Math.min(Date.parse(quarantined[0].quarantinedSince), end - day) : end - day;
        const place = moment => 1000 * Math.min(1, Math.max(0, (moment - begin) / (end - begin)));
        const date = moment => new Date(moment).toISOString().slice(0, 10);
        const bar = job => {
            const since = Date.parse(job.quarantinedSince);
            const days = Math.max(0, Math.floor((end - since) / day));
            return h('li', { key: job.index, class: kindOf(job) },
                h('button', { type: 'button', class: 'link', onClick: () => show(job) }, job.name),
                h('svg', { viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
                    h('rect', { x: place(since), y: 2, width: Math.max(4, 1000 - place(since)), height: 10 })),
                h('span', null, h('b', null, plural(days, 'day')), job.disabledOn ? `, to be disabled on ${job.disabledOn.slice(0, 10)}` : ''));
        };
        return h('section', { 'aria-labelledby': 'timeline' },
            h('h2', { id: 'timeline' }, 'In quarantine'),
            quarantined.length === 0 ? h('p', null, 'No job is in quarantine.') : [
                h('div', { class: 'axis', 'aria-hidden': 'true' },
                    h('div', null, [begin, (begin + end) / 2, end].map(moment => h('span', null, date(moment))))),
                h('ol', { class: 'timeline', 'aria-labelledby': 'timeline' }, quarantined.slice(0, longestTimeline).map(bar)),
                quarantined.length > longestTimeline
                    ? h('p', null, `The ${longestTimeline} longest of ${number(quarantined.length)} are shown; the table has all.`)
                    : null,
            ]);
    };

    const controls = () => h('form', { class: 'filters', role: 'search', 'aria-label': 'Jobs', onSubmit: event => event.preventDefault() },
        h('label', null, 'Search',
            h('input', { type: 'search', value: state.typed, onInput: type, autocomplete: 'off', 'aria-controls': 'jobs' })),
        filters.map(({ key, label }) => h('label', { key }, label,
            h('select', { id: `filter-${key}`, value: state.filters[key] || '', onChange: event => filter(key, event.target.value), 'aria-controls': 'jobs' },
                h('option', { value: '' }, 'All'),
                choices[key].map(value => h('option', { key: value, value }, key === 'templateId' ? value : words(value)))))),
        h('button', { type: 'button', onClick: () => { clearTimeout(typing); choose({ filters: {}, search: '', typed: '' }); } }, 'Clear'));

    const head = ({ key, label }) => {
        const order = state.sort !== key ? null : state.descending ? 'descending' : 'ascending';
        return h('th', { key, class: `in-${key}`, scope: 'col', 'aria-sort': order },
            h('button', { type: 'button', onClick: () => sort(key) }, label, h('span', { 'aria-hidden': 'true' }, { ascending: ' ▲', descending: ' ▼' }[order])));
    };

    const hidden = new Set(['index', 'name', 'text', 'displayName']);
    const label = key => words(key[0].toUpperCase() + key.slice(1)).replace(/ id$/, ' ID');
    const value = content => typeof content === 'number' ? number(content) : isTime(content) ? `${time(content)} UTC` : content;

    const details = job => h('dl', null, Object.entries(job)
        .filter(([key, content]) => !hidden.has(key) && content !== null)
        .map(([key, content]) => [h('dt', null, label(key)), h('dd', null, value(content))]));

    const row = job => {
        const isOpen = state.open.has(job.index);
        return [
            h('tr', { key: job.index },
                h('th', { scope: 'row' },
                    h('button', {
                        type: 'button', class: 'link', id: `job-${job.index}`, onClick: () => toggle(job),
                        'aria-expanded': String(isOpen), 'aria-controls': isOpen ? `details-${job.index}` : null,
                    }, job.name)),
                h('td', null, h('span', { class: `verdict ${kindOf(job)}` }, words(job.verdict)), job.cause && h('span', { class: 'cause' }, job.cause)),
                h('td', { class: 'in-state' }, job.state && words(job.state)),
                h('td', { class: 'in-templateId' }, job.templateId),
                h('td', { class: 'time in-since' }, job.since && time(job.since)),
                h('td', { class: 'time in-lastRun' }, job.lastRun && time(job.lastRun))),
            isOpen ? h('tr', { key: `details-${job.index}`, id: `details-${job.index}`, class: 'details' },
                h('td', { colSpan: columns.length }, details(job))) : null,
        ];
    };

    const table = () => {
        const first = state.isPrinted ? 0 : state.page * rowsOfPage;
        const rows = state.isPrinted ? shown : shown.slice(first, first + rowsOfPage);
        return h('section', { 'aria-labelledby': 'table' },
            h('h2', { id: 'table' }, 'Jobs'),
            controls(),
            h('p', { role: 'status' }, rows.length === 0
                ? 'No job fits.'
                : `Jobs ${number(first + 1)} to ${number(first + rows.length)} of ${number(shown.length)}`
                    + (shown.length < jobs.length ? `, out of ${number(jobs.length)}` : '')),
            h('div', { class: 'scroll' },
                h('table', { id: 'jobs', tabIndex: -1, 'aria-labelledby': 'table' },
                    h('thead', null, h('tr', null, columns.map(head))),
                    h('tbody', null, rows.flatMap(row)))),
            shown.length <= rowsOfPage ? null : h('nav', { class: 'pages', 'aria-label': 'Pages of the table' },
                h('button', { type: 'button', disabled: first === 0, onClick: () => turn(-1) }, 'Previous'),
                h('button', { type: 'button', disabled: first + rows.length >= shown.length, onClick: () => turn(1) }, 'Next')));
    };

    const page = () => [
        top(),
        h('main', null,
            missing(),
            totals('verdict', 'By verdict', report.totals.byVerdict),
            totals('state', 'By state', report.totals.byState),
            timeline(),
            table()),
    ];

    const print = isPrinted => {
        state.isPrinted = isPrinted;
        draw();
    };
    addEventListener('beforeprint', () => print(true));
    addEventListener('afterprint', () => print(false));

    root.textContent = '';
    select();
    draw();
})();
