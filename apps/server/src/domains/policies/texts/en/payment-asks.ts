import type { Catalogue } from '../catalogue-shape.ts'

/**
 * What payment companies ask of whoever sells generated images, and where each is met here. A row that depends on the
 * settings stands once for each state, under the condition that makes it true.
 *
 * Sources, read 2026-11-24: Mastercard Security Rules and Procedures, merchant edition, 9.4.1; Visa Integrity Risk Program;
 * Stripe, prohibited and restricted businesses. Their own texts are longer, and ask most of whoever allows adult content.
 */
export const paymentAsks: Catalogue['paymentAsks'] = {
  head: ['What they ask', 'State', 'Where, or what is missing'],
  states: { met: 'met', partly: 'in part', open: 'not met', later: 'with payments' },
  rows: [
    {
      asks: 'No adult content, and no words that advertise it',
      state: 'met',
      here: 'It is forbidden [above](/content-policy#adult), with every model.',
    },
    {
      asks: 'Nobody real shown nude, and no tool that undresses somebody',
      state: 'met',
      here: 'Both are [forbidden](/content-policy#never). There is no such tool.',
    },
    {
      asks: 'Each wish and each result checked by a machine, and nothing let through when the check fails',
      state: 'open',
      here: {
        when: 'refuses-nothing',
        text: 'A model enabled here refuses nothing by itself, and there is no screening of our own [before or after it](/content-policy#who-checks).',
      },
    },
    {
      asks: 'Each wish and each result checked by a machine, and nothing let through when the check fails',
      state: 'partly',
      here: {
        when: 'filters-of-partners',
        text: 'By the filters of the models alone. There is no screening of our own [before or after them](/content-policy#who-checks).',
      },
    },
    {
      asks: 'Each wish and each result checked by a machine, and nothing let through when the check fails',
      state: 'partly',
      here: {
        when: 'no-partners',
        text: 'The built-in sketch draws simple scenes, and refuses by a list of words. Nothing else checks.',
      },
    },
    {
      asks: 'Looked at before it is published',
      state: 'met',
      here: 'Nothing is published: an image goes to whoever asked for it, and leaves the server with their session.',
    },
    {
      asks: 'A way for anybody to complain, with an answer in time, and for who is shown to appeal',
      state: 'met',
      here: 'The [report form](/report) asks for no account: {intimate-image} for an intimate image, {policy-breach} for any other breach. [Write to us](/contact) against a decision.',
    },
    {
      asks: 'A record of what was refused and reported, by month',
      state: 'open',
      here: 'That a report came and how it ended is kept for {report-record}. Refusals are not counted: each lies with its generation for {generation-record} and is gone.',
    },
    {
      asks: 'Who sells, from where, and how they are reached',
      state: 'met',
      here: {
        when: 'operator',
        text: '{operatorName}, {place}: [privacy policy](/privacy#who), [contact](/contact).',
      },
    },
    {
      asks: 'Who sells, from where, and how they are reached',
      state: 'open',
      here: {
        when: 'stand-in',
        text: 'This installation is for the person at this computer, who is not named. To sell anything it needs an operator.',
      },
    },
    {
      asks: 'An age below which nobody may use it',
      state: 'met',
      here: '{minimumAge}, asked at the first sign-in; it is the highest that any enabled partner asks.',
    },
    {
      asks: 'Prices, what is delivered, and when money is paid back, before anybody pays',
      state: 'later',
      here: 'The price of an image stands on its button. What is paid back stands in the [terms](/terms#credits).',
    },
    {
      asks: 'Card numbers on the payment company’s own pages only',
      state: 'later',
      here: 'There is no field for one, and nothing is sold.',
    },
  ],
}
