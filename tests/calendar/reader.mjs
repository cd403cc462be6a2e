// Reads calendars with ical.js, one JSON string a line in, one JSON object a line out: what a program of the web understands.
import { createInterface } from "node:readline";
import ICAL from "./vendor/ical.min.mjs";

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return {
    method: calendar.getFirstPropertyValue("method"),
    name: calendar.getFirstPropertyValue("x-wr-calname"),
    events: calendar.getAllSubcomponents("vevent").map(event),
  };
}

function event(component) {
  const one = new ICAL.Event(component);
  return {
    uid: one.uid,
    summary: one.summary,
    location: one.location,
    description: one.description,
    sequence: one.sequence,
    status: component.getFirstPropertyValue("status"),
    starts: one.startDate.toJSDate().toISOString(),
    ends: one.endDate.toJSDate().toISOString(),
    attendees: component.getAllProperties("attendee").map((who) => [who.getFirstValue(), who.getParameter("cn"), who.getParameter("partstat")]),
    organizer: component.getFirstPropertyValue("organizer"),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(read(JSON.parse(line))));
}
