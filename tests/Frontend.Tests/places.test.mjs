import { test } from 'node:test';
import assert from 'node:assert/strict';
import { placesOf } from '../../Gateway/wwwroot/app/places.js';

const found = (text, kind, fact) => placesOf(text, { kind, text: fact }).map(([from, to]) => text.slice(from, to));

for (const [what, text, kind, fact, expected] of [
  ['InOtherDigits', 'تلفن: ۰۷۱-۳۲۲۲۰۱۴۷', 'phone', '071 3222 0147', ['۰۷۱-۳۲۲۲۰۱۴۷']],
  ['WithItsPlus', 'at +351 21 555 0147.', 'phone', '+351 21 555 0147', ['+351 21 555 0147']],
  ['NotAcrossWords', 'from 555 on, 0100 of them', 'phone', '555 0100', []],
  ['NotInsideALongerNumber', '15550100 and 5550100', 'phone', '555-0100', ['5550100']],
  ['Twice', '12 eur, 12 EUR', 'price', '12 eur', ['12 eur', '12 EUR']],
  ['WithOtherSeparators', '۱۸۰,۰۰۰ تومان', 'price', '۱۸۰٬۰۰۰ تومان', ['۱۸۰,۰۰۰ تومان']],
  ['WithOtherLetters', 'يك كيلو 5', 'number', 'یک کیلو ۵', ['يك كيلو 5']],
  ['NotInsideAnotherNumber', '2018, 18:30, 180, at 18', 'number', '18', ['18', '18']],
  ['InAnyCase', 'Info@Aurora.Example', 'email', 'info@aurora.example', ['Info@Aurora.Example']],
  ['NotAtAll', 'nothing', 'time', '8-18', []],
]) test(`Place_OfAFact_IsFound_${what}`, () => assert.deepEqual(found(text, kind, fact), expected));

test('Place_OfAPhoneWithAnotherPrefix_IsFoundByItsEnd', () =>
  assert.deepEqual(found('call 00351 215550147', 'phone', '+351 21 555 0147'), ['215550147']));

test('Place_OfNothing_IsNowhere', () => assert.deepEqual(found('a b', 'phone', 'no digits'), []));
