// Drives the fake with Intercom's official Node SDK: tickets, contacts, companies, tags, ticket types, and paging, with
// everything that the SDK can do with them and the fake serves. sdk_test.go starts it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { IntercomClient } from "intercom-client";

const { INTERCOM_BASE_URL: baseUrl, INTERCOM_ACCESS_TOKEN: token, SDK_SEED: seed } = process.env;
const { adminId, typeId, stateId, tagId, companyId, contactId } = JSON.parse(seed);

const calls = new Set(); // "METHOD /path" of every call, for the count at the end
const client = new IntercomClient({
  baseUrl,
  token,
  maxRetries: 0,
  fetch: (url, init) => {
    calls.add(`${init.method} ${new URL(url).pathname}`);
    return fetch(url, init);
  },
});

const all = async (page) => {
  const items = [];
  for await (const item of await page) items.push(item);
  return items;
};
const fails = (promise, statusCode) => assert.rejects(promise, (err) => err.statusCode === statusCode);

async function contacts() {
  const user = await client.contacts.create({ email: "sdk@example.com", external_id: "sdk-1", name: "Sam" });
  assert.equal(user.role, "user");
  assert.equal((await client.contacts.find({ contact_id: user.id })).email, "sdk@example.com");
  assert.equal((await client.contacts.showContactByExternalId({ external_id: "sdk-1" })).id, user.id);
  assert.equal((await client.contacts.update({ contact_id: user.id, name: "Sam Doe" })).name, "Sam Doe");
  await fails(client.contacts.create({ email: "sdk@example.com" }), 409);
  await fails(client.contacts.find({ contact_id: "6762f2d80000000000000000" }), 404);

  const lead = await client.contacts.create({ role: "lead", email: "lead@example.com" });
  assert.equal((await client.contacts.archive({ contact_id: lead.id })).archived, true);
  assert.equal((await client.contacts.unarchive({ contact_id: lead.id })).archived, false);
  assert.equal((await client.contacts.mergeLeadInUser({ from: lead.id, into: user.id })).id, user.id);
  await fails(client.contacts.find({ contact_id: lead.id }), 410);

  const note = await client.notes.create({ contact_id: user.id, body: "Call back", admin_id: adminId });
  assert.equal(note.author.id, adminId);
  assert.equal((await client.notes.find({ note_id: note.id })).body, "<p>Call back</p>");
  assert.deepEqual((await all(client.notes.list({ contact_id: user.id }))).map((n) => n.id), [note.id]);

  assert.equal((await client.contacts.delete({ contact_id: user.id })).deleted, true);
}

async function companies() {
  const made = await client.companies.createOrUpdate({ company_id: "sdk", name: "SDK", plan: "Pro", size: 12 });
  assert.equal(made.plan.name, "Pro");
  assert.equal((await client.companies.find({ company_id: made.id })).company_id, "sdk");
  assert.equal((await client.companies.retrieve({ company_id: "sdk" })).data[0].id, made.id);
  assert.equal((await client.companies.update({ company_id: made.id, body: { name: "SDK Inc." } })).name, "SDK Inc.");
  assert.equal((await client.companies.attachContact({ contact_id: contactId, id: made.id })).id, made.id);
  assert.deepEqual((await all(client.contacts.listAttachedCompanies({ contact_id: contactId }))).map((c) => c.id), [made.id]);
  assert.ok((await all(client.companies.list())).some((c) => c.id === made.id));
  assert.deepEqual((await all(client.companies.scroll())).map((c) => c.id).sort(), [companyId, made.id].sort());
  await client.companies.detachContact({ contact_id: contactId, company_id: made.id });
  assert.deepEqual(await all(client.contacts.listAttachedCompanies({ contact_id: contactId })), []);
  assert.equal((await client.companies.delete({ company_id: made.id })).deleted, true);
}

async function tags(ticketId) {
  const made = await client.tags.create({ name: "sdk" });
  assert.equal((await client.tags.create({ id: made.id, name: "SDK" })).name, "SDK");
  assert.equal((await client.tags.find({ tag_id: made.id })).name, "SDK");
  assert.deepEqual((await client.tags.list()).data.map((t) => t.id).sort(), [made.id, tagId].sort());
  await client.tags.tagContact({ contact_id: contactId, id: made.id });
  assert.deepEqual((await client.contacts.listAttachedTags({ contact_id: contactId })).data.map((t) => t.id), [made.id]);
  await client.tags.untagContact({ contact_id: contactId, tag_id: made.id });
  await client.tags.tagTicket({ ticket_id: ticketId, id: made.id, admin_id: adminId });
  await client.tags.untagTicket({ ticket_id: ticketId, tag_id: made.id, admin_id: adminId });
  // A deleted tag leaves the contacts that have it.
  await client.tags.tagContact({ contact_id: contactId, id: made.id });
  await client.tags.delete({ tag_id: made.id });
  assert.deepEqual((await client.contacts.listAttachedTags({ contact_id: contactId })).data, []);
}

async function ticketTypes() {
  assert.ok((await client.ticketTypes.list()).data.some((t) => t.id === typeId));
  assert.equal((await client.ticketTypes.get({ ticket_type_id: typeId })).id, typeId);
  const made = await client.ticketTypes.create({ name: "Return", category: "Customer" });
  assert.equal((await client.ticketTypes.update({ ticket_type_id: made.id, name: "Returns" })).name, "Returns");
  assert.ok((await client.ticketStates.listTicketStates()).data.some((s) => s.id === stateId));
}

async function tickets() {
  const made = await client.tickets.create({
    ticket_type_id: typeId,
    contacts: [{ id: contactId }],
    ticket_attributes: { _default_title_: "Checkout is down", _default_description_: "Since 09:40." },
  });
  const id = made.id;
  assert.equal((await client.tickets.get({ ticket_id: id })).ticket_attributes._default_title_, "Checkout is down");
  const changed = await client.tickets.update({
    ticket_id: id,
    ticket_attributes: { _default_title_: "Checkout is slow" },
    ticket_state_id: stateId,
    is_shared: true,
  });
  assert.equal(changed.ticket_state.id, stateId);
  const byAdmin = { message_type: "note", type: "admin", admin_id: adminId, body: "Looking" };
  assert.equal((await client.tickets.reply({ ticket_id: id, body: byAdmin })).part_type, "note");
  for (const named of [{ intercom_user_id: contactId }, { user_id: "70" }, { email: "ada@example.com" }]) {
    const answer = await client.tickets.reply({ ticket_id: id, body: { message_type: "comment", type: "user", body: "Thanks", ...named } });
    assert.deepEqual([answer.author.type, answer.author.id], ["user", contactId]);
  }
  await tags(id);
  assert.equal((await client.tickets.deleteTicket({ ticket_id: id })).deleted, true);
  await fails(client.tickets.get({ ticket_id: id }), 404);
}

// Cursors: every object once, over several pages.
async function paging() {
  const made = new Set();
  for (let i = 0; i < 7; i++) {
    const contact = await client.contacts.create({ role: "lead", name: `Page ${i}` });
    await client.tickets.create({ ticket_type_id: typeId, contacts: [{ id: contact.id }], ticket_attributes: { _default_title_: `Page ${i}` } });
    made.add(contact.id);
  }
  // The SDK writes its cursor into the request, so that each needs one of its own.
  const search = () => ({ query: { field: "created_at", operator: ">", value: "0" }, pagination: { per_page: 3 } });
  const lists = {
    "contacts.list": await all(client.contacts.list({ per_page: 3 })),
    "contacts.search": await all(client.contacts.search(search())),
    "tickets.search": await all(client.tickets.search(search())),
  };
  for (const [name, list] of Object.entries(lists)) {
    assert.equal(new Set(list.map((o) => o.id)).size, list.length, `${name} repeats itself`);
    assert.ok(list.length >= 7, `${name} has ${list.length}`);
  }
  for (const id of made) assert.ok(lists["contacts.list"].some((c) => c.id === id));
}

const { version } = JSON.parse(await readFile(new URL("node_modules/intercom-client/package.json", import.meta.url), "utf8"));
await contacts();
await companies();
await ticketTypes();
await tickets();
await paging();
console.log(`intercom-client ${version}: ${calls.size} different calls`);
