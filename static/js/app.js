// Progressive enhancement only: every page works without this file. No eval, no inline code.
"use strict";

(() => {
  const STIL_MS = 2000;
  const UITERLIJK_MS = 5000;
  const OPNIEUW_MS = 10000;
  const AANWEZIG_MS = 20000;
  const WAARSCHUW_MS = 120000;

  const alle = (kiezer, binnen = document) => [...binnen.querySelectorAll(kiezer)];
  const token = () => {
    const veld = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (veld) return veld.value;
    const headers = document.body.getAttribute("hx-headers");
    return headers ? JSON.parse(headers)["X-CSRFToken"] : "";
  };
  const meld = (tekst) => {
    const live = document.getElementById("live");
    if (live) live.textContent = tekst;
  };
  const maak = (naam, tekst, klasse) => {
    const element = document.createElement(naam);
    if (tekst) element.textContent = tekst;
    if (klasse) element.className = klasse;
    return element;
  };
  const post = (url, body) =>
    fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
    });
  const lees = async (antwoord) => {
    try {
      return await antwoord.json();
    } catch {
      return {};
    }
  };
  const uitgelogd = (antwoord) => antwoord.type === "opaqueredirect" || antwoord.status === 401;

  // -- autosave ------------------------------------------------------------------------------------
  class Bewaarder {
    constructor(form) {
      this.form = form;
      this.plek = form.querySelector("[data-opgeslagen]");
      this.bewaard = this.waarden();
      this.geweigerd = [];
      this.bezig = false;
      this.gestopt = false;
      this.sinds = 0;
      form.addEventListener("input", () => this.plan());
      form.addEventListener("change", () => this.plan());
      form.addEventListener("submit", (gebeurtenis) => this.verzend(gebeurtenis));
      window.addEventListener("beforeunload", (gebeurtenis) => {
        if (!this.gestopt && (this.gewijzigd().length || this.geweigerd.length)) gebeurtenis.preventDefault();
      });
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.bewaar();
      });
    }

    // A save that is under way changes the version: submitting now would collide with oneself.
    verzend(gebeurtenis) {
      clearTimeout(this.klok);
      if (!this.bezig) {
        this.gestopt = true;
        return;
      }
      gebeurtenis.preventDefault();
      if (this.daarna) return;
      const verder = () => {
        this.daarna = undefined;
        this.bezig = false;
        this.form.requestSubmit(gebeurtenis.submitter ?? undefined);
      };
      const uiterlijk = setTimeout(verder, UITERLIJK_MS);
      this.daarna = () => {
        clearTimeout(uiterlijk);
        verder();
      };
    }

    waarden() {
      const resultaat = new Map();
      for (const [naam, waarde] of new FormData(this.form)) {
        if (typeof waarde !== "string" || ["csrfmiddlewaretoken", "versie", "sleutel"].includes(naam)) continue;
        resultaat.set(naam, [...(resultaat.get(naam) ?? []), waarde]);
      }
      return resultaat;
    }

    gewijzigd() {
      const nu = this.waarden();
      const namen = new Set([...nu.keys(), ...this.bewaard.keys()]);
      return [...namen].filter((naam) => JSON.stringify(nu.get(naam)) !== JSON.stringify(this.bewaard.get(naam)));
    }

    plan() {
      if (this.gestopt) return;
      const nu = Date.now();
      if (!this.sinds) this.sinds = nu;
      clearTimeout(this.klok);
      this.klok = setTimeout(() => this.bewaar(), Math.min(STIL_MS, Math.max(0, this.sinds + UITERLIJK_MS - nu)));
    }

    toon(tekst, fout, url) {
      if (!this.plek) return;
      this.plek.classList.toggle("opslag--fout", Boolean(fout));
      this.plek.textContent = tekst;
      if (!url) return;
      const link = maak("a", "Bekijk de laatste versie");
      link.href = url;
      this.plek.append(" ", link);
    }

    pakket(namen, nu) {
      const data = new FormData();
      for (const naam of namen) (nu.get(naam) ?? [""]).forEach((waarde) => data.append(naam, waarde));
      // One date is three boxes: a part only makes sense together with the others.
      alle("[data-datum]", this.form).forEach((groep) => {
        const vakken = alle("input", groep);
        if (vakken.some((vak) => namen.includes(vak.name))) vakken.forEach((vak) => data.set(vak.name, vak.value));
      });
      for (const naam of ["versie", "csrfmiddlewaretoken", "formuliermerk"]) {
        const veld = this.form.elements[naam];
        if (veld) data.set(naam, veld.value);
      }
      namen.forEach((naam) => data.append("gewijzigd", naam));
      return data;
    }

    async bewaar() {
      const nieuw = this.gewijzigd();
      if (this.bezig || this.gestopt || !nieuw.length) return;
      // What was refused goes along again: it was not kept, and the next answer has to say so as long as that is so.
      const namen = [...new Set([...nieuw, ...this.geweigerd])];
      this.bezig = true;
      this.sinds = 0;
      clearTimeout(this.klok);
      const nu = this.waarden();
      try {
        await this.verwerk(await post(this.form.dataset.autosave, this.pakket(namen, nu)), nu, namen);
      } catch {
        this.opnieuw();
      }
      this.bezig = false;
      if (this.daarna) return this.daarna();
      if (!this.gestopt && !this.wacht && this.gewijzigd().length) this.plan();
    }

    async verwerk(antwoord, nu, namen) {
      if (uitgelogd(antwoord)) {
        this.gestopt = true;
        this.toon("U bent uitgelogd. Uw tekst staat nog op deze pagina. Log in een nieuw tabblad in en sla dan op.", true);
        return;
      }
      const { versie, opgeslagen_om: om, melding, url } = await lees(antwoord);
      if (antwoord.status === 409) {
        this.gestopt = true;
        this.toon(melding || "Dit onderdeel is ondertussen gewijzigd.", true, url);
      } else if (antwoord.status === 403) {
        this.gestopt = true;
        this.toon(melding || "Niet opgeslagen: u bent uitgelogd, of u mag hier niet meer schrijven. Uw tekst staat nog op deze pagina. Log in een nieuw tabblad in en sla dan op.", true);
      } else if (antwoord.status >= 500 || antwoord.status === 429) {
        this.opnieuw();
      } else {
        this.bewaard = nu;
        this.geweigerd = antwoord.ok ? [] : namen;
        // Also when one answer was refused: the others were kept, under a new version.
        if (versie !== undefined && this.form.elements.versie) this.form.elements.versie.value = versie;
        if (!antwoord.ok) return this.toon(melding || "Niet opgeslagen. Kijk uw antwoord na.", true);
        this.toon(melding || `Opgeslagen om ${om}`, false);
        this.form.dispatchEvent(new CustomEvent("opgeslagen", { bubbles: true }));
      }
    }

    opnieuw() {
      this.toon("Niet opgeslagen, wij proberen het opnieuw", true);
      this.wacht = setTimeout(() => {
        this.wacht = 0;
        this.bewaar();
      }, OPNIEUW_MS);
    }
  }

  // -- who else is here ----------------------------------------------------------------------------
  const aanwezig = (element) => {
    const vraag = async () => {
      if (!element.isConnected) return clearInterval(klok);
      if (document.visibilityState === "hidden") return;
      try {
        const antwoord = await post(element.dataset.aanwezig, new FormData());
        if (!antwoord.ok) {
          // Filed, moved or logged out meanwhile: asking on would be refused every time.
          if (antwoord.status < 500) clearInterval(klok);
          return;
        }
        const { melding = "" } = await lees(antwoord);
        if (element.textContent !== melding) element.textContent = melding;
      } catch {
        // Nobody has to know that this question failed; the next one comes soon.
      }
    };
    element.setAttribute("role", "status");
    const klok = setInterval(vraag, AANWEZIG_MS);
    vraag();
  };

  // -- one submit is enough ------------------------------------------------------------------------
  const slot = (gebeurtenis) => {
    const form = gebeurtenis.target;
    if (gebeurtenis.defaultPrevented || form.method !== "post" || "geenSlot" in form.dataset) return;
    if (form.dataset.verstuurd) {
      gebeurtenis.preventDefault();
      return;
    }
    form.dataset.verstuurd = "1";
    alle("button[type=submit]", form).forEach((knop) => knop.setAttribute("aria-disabled", "true"));
    meld("Even geduld, wij verwerken het.");
  };
  const ontgrendel = (form) => {
    delete form.dataset.verstuurd;
    alle("button[aria-disabled]", form).forEach((knop) => knop.removeAttribute("aria-disabled"));
  };

  // -- several files, each with its own verdict ----------------------------------------------------
  // what turns the direction of text would make one name look like another
  const leesnaam = (naam) => {
    const kaal = naam.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "");
    return kaal.length > 80 ? `${kaal.slice(0, 60)}…${kaal.slice(-15)}` : kaal;
  };
  const stuurBestand = async (form, veld, bestand, rij) => {
    const data = new FormData();
    alle("input[type=hidden]", form).forEach((verborgen) => data.append(verborgen.name, verborgen.value));
    data.append(form.dataset.uploadNaam || "bestand", bestand);
    try {
      const antwoord = await post(form.dataset.upload, data);
      const { ok = antwoord.ok, melding } = await lees(antwoord);
      const reden = uitgelogd(antwoord) ? "U bent uitgelogd. Log opnieuw in." : melding;
      rij.textContent = `${leesnaam(bestand.name)}: ${reden || (ok ? "ontvangen" : "niet ontvangen")}`;
      rij.classList.toggle("uploads__rij--fout", !ok);
      return ok;
    } catch {
      rij.textContent = `${leesnaam(bestand.name)}: niet ontvangen. Controleer uw verbinding en kies het bestand opnieuw.`;
      rij.classList.add("uploads__rij--fout");
      return false;
    }
  };
  const upload = (form) => {
    const veld = form.querySelector("input[type=file]");
    if (!veld) return;
    const lijst = maak("ul", "", "uploads");
    lijst.setAttribute("aria-live", "polite");
    veld.after(lijst);
    veld.addEventListener("change", async () => {
      const bestanden = [...veld.files];
      const rijen = bestanden.map((bestand) => maak("li", `${leesnaam(bestand.name)}: wordt verstuurd`, "uploads__rij"));
      lijst.append(...rijen);
      let goed = 0;
      for (const [i, bestand] of bestanden.entries()) goed += await stuurBestand(form, veld, bestand, rijen[i]);
      veld.value = "";
      if (goed) form.dispatchEvent(new CustomEvent("bestanden-ontvangen", { bubbles: true }));
    });
  };

  // -- the session ---------------------------------------------------------------------------------
  const sessie = () => {
    const einde = Date.parse(document.body.dataset.sessieEinde ?? "");
    if (!einde) return;
    setTimeout(() => {
      const vak = maak("div", "", "sessie stack");
      vak.setAttribute("role", "alertdialog");
      vak.setAttribute("aria-label", "U wordt bijna uitgelogd");
      const knop = maak("button", "Blijf ingelogd", "nl-button nl-button--primary");
      knop.type = "button";
      knop.addEventListener("click", async () => {
        await fetch(location.href, { method: "GET", credentials: "same-origin", redirect: "manual" });
        document.body.dataset.sessieEinde = new Date(Date.now() + sessieDuur).toISOString();
        vak.remove();
        sessie();
      });
      vak.append(maak("p", "Over 2 minuten wordt u uitgelogd. Wat u opsloeg, blijft bewaard."), knop);
      document.body.append(vak);
      knop.focus();
    }, Math.max(0, Math.min(einde - WAARSCHUW_MS - Date.now(), 2 ** 31 - 1)));
  };
  const sessieDuur = Date.parse(document.body.dataset.sessieEinde ?? "") - Date.now();

  // -- small things --------------------------------------------------------------------------------
  const groei = (vak) => {
    vak.style.height = "auto";
    vak.style.height = `${vak.scrollHeight + 4}px`;
  };
  const plakDatum = (gebeurtenis) => {
    const groep = gebeurtenis.target.closest?.("[data-datum]");
    const tekst = gebeurtenis.clipboardData?.getData("text").trim() ?? "";
    const delen = tekst.match(/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/);
    if (!groep || !delen) return;
    gebeurtenis.preventDefault();
    alle("input", groep).forEach((vak, i) => {
      vak.value = delen[i + 1];
      vak.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  const begin = (binnen) => {
    const zelf = (kiezer) => [...(binnen.matches?.(kiezer) ? [binnen] : []), ...alle(kiezer, binnen)];
    zelf("form[data-autosave]").forEach((form) => new Bewaarder(form));
    zelf("[data-aanwezig]").forEach(aanwezig);
    zelf("form[data-upload]").forEach(upload);
    zelf("textarea").forEach((vak) => vak.value && groei(vak));
    zelf("[data-druk]").forEach((knop) => (knop.hidden = false));
  };
  const focusNa = (doel) => {
    const fouten = doel.matches?.("[data-foutenlijst]") ? doel : doel.querySelector("[data-foutenlijst]");
    const kop = fouten || doel.querySelector("h1[tabindex='-1'], h2[tabindex='-1'], h3[tabindex='-1']");
    if (kop) kop.focus();
  };

  document.addEventListener("submit", slot);
  document.addEventListener("paste", plakDatum);
  document.addEventListener("input", (gebeurtenis) => {
    if (gebeurtenis.target.matches("textarea")) groei(gebeurtenis.target);
  });
  document.addEventListener("click", (gebeurtenis) => {
    if (gebeurtenis.target.closest("[data-druk]")) window.print();
    alle("details[data-sluit-buiten][open]").forEach((vak) => {
      if (!vak.contains(gebeurtenis.target)) vak.open = false;
    });
  });
  document.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.key !== "Escape") return;
    alle("details[data-sluit-buiten][open]").forEach((vak) => {
      vak.open = false;
      vak.querySelector("summary").focus();
    });
  });
  document.addEventListener("htmx:load", (gebeurtenis) => {
    if (gebeurtenis.detail.elt !== document.body) begin(gebeurtenis.detail.elt);
  });
  document.addEventListener("htmx:afterSettle", (gebeurtenis) => {
    const bron = gebeurtenis.detail.requestConfig?.elt;
    if (bron?.dataset.naWissel === "laatste-rij") {
      alle("fieldset.rij", gebeurtenis.detail.elt).at(-1)?.querySelector("input, select, textarea")?.focus();
    } else focusNa(gebeurtenis.detail.elt);
  });
  document.addEventListener("htmx:afterRequest", (gebeurtenis) => {
    const form = gebeurtenis.detail.elt.closest("form");
    if (form) ontgrendel(form);
  });
  window.addEventListener("pageshow", (gebeurtenis) => {
    if (gebeurtenis.persisted) alle("form[data-verstuurd]").forEach(ontgrendel);
  });

  const start = () => {
    begin(document);
    document.querySelector("[data-foutenlijst]")?.focus();
    sessie();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
