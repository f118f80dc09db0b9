// How a language writes dates, times and numbers, by the browser's own data: examples in parts. Fields are divided by
// one control character, the kinds and texts of parts by another.

const digits = { numberingSystem: "latn" };

const parts = (format, value) =>
    format.formatToParts(value).flatMap((part) => [part.type, part.value]).join("\u001f");

export function told(language) {
    try {
        const dates = (options) =>
            new Intl.DateTimeFormat(language, { ...digits, calendar: "gregory", year: "numeric", ...options });
        // 3 November 2026, whatever the zone.
        const noon = new Date(2026, 10, 3, 12);
        const named = dates({ day: "numeric", month: "short", hour: "numeric" });
        const first = named.formatToParts(noon).find(({ type }) => type === "year" || type === "day");
        const plain = dates({ day: "2-digit", month: "2-digit", timeZone: "UTC" });
        const numbers = new Intl.NumberFormat(language, digits);
        const percents = new Intl.NumberFormat(language, { ...digits, style: "percent" });
        const tag = new Intl.Locale(language);
        // Some browsers have it as a method, older ones as a value, others not at all.
        const week = tag.getWeekInfo?.() ?? tag.weekInfo;
        return [
            parts(named, noon),
            first?.type === "year" ? parts(plain, noon) : "",
            named.resolvedOptions().hourCycle ?? "",
            parts(numbers, 12345678.5),
            parts(numbers, 1234),
            parts(percents, 0.5),
            week?.firstDay ?? "",
            tag.maximize().region ?? "",
        ].join("\u001e");
    } catch {
        return undefined;
    }
}
