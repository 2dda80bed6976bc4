// SPDX-License-Identifier: Apache-2.0
// The time in the picture: by the device's own zone, as people around it read it, with its distance from
// UTC; where the city's clock stands otherwise, the city's beside it.

const two = (number) => String(number).padStart(2, "0");

// Day, time and distance from UTC in a zone; in the device's own without one.
const read = (now, timeZone) => {
  const form = new Intl.DateTimeFormat("en-US-u-hc-h23-ca-gregory-nu-latn", {
    timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  const said = Object.fromEntries(form.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = said;
  const shift = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - now.getTime()) / 60000);
  const zone = `${shift < 0 ? "-" : "+"}${two(Math.floor(Math.abs(shift) / 60))}:${two(Math.abs(shift) % 60)}`;
  return { day: `${year}-${two(month)}-${two(day)}`, time: `${two(hour)}:${two(minute)}:${two(second)}`, zone };
};

export const stamp = (now, cityZone) => {
  const [here, city] = [read(now), read(now, cityZone)];
  const local = `${here.day} ${here.time} ${here.zone}`;
  if (here.zone === city.zone) return local;
  const day = here.day === city.day ? "" : `${city.day} `;
  return `${local} (${day}${city.time} ${city.zone} ${cityZone})`;
};
