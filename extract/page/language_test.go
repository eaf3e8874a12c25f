package page

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The minister said on Monday that the two states had agreed to open the border again before the winter, and that the farmers would be paid."},
		{"en", "THE MINISTER SAID ON MONDAY THAT THE TWO STATES HAD AGREED TO OPEN THE BORDER AGAIN BEFORE THE WINTER."},
		{"en", "Rəşad Məmmədov, Gülnarə Əliyeva, Tuğrul Çelikoğlu and Şükrü Yıldırım of Qarabağ met Nikol Sargsyan and Ruben Hakobyan in Tbilisi, where they said that their parties would sign."},
		{"en", "President Zurab Kvirikashvili told Prime Minister Petteri Hämäläinen, Foreign Minister Krzysztof Wiśniewski and Ambassador Nguyễn Văn Thành in Łódź, after talks with Þórunn Guðmundsdóttir, that Georgia will join."},
		{"de", "Der Minister sagte am Montag, dass die beiden Staaten sich darauf geeinigt hätten, die Grenze noch vor dem Winter wieder zu öffnen. Die Bauern glauben ihm nicht und fordern eine unabhängige Aufsicht über die Tore."},
		{"fr", "Le ministre a déclaré lundi que les deux États étaient convenus de rouvrir la frontière avant l'hiver. Les paysans n'y croient pas et accusent la douane de gagner du temps pendant que leurs fruits pourrissent."},
		{"es", "El ministro dijo el lunes que los dos Estados habían acordado abrir de nuevo la frontera antes del invierno. Los campesinos no lo creen y acusan a la aduana de ganar tiempo mientras se pudre la fruta."},
		{"it", "Il ministro ha detto lunedì che i due Stati hanno deciso di riaprire la frontiera prima dell'inverno. I contadini non gli credono e accusano la dogana di prendere tempo mentre la frutta marcisce."},
		{"nl", "De minister zei maandag dat de twee staten het eens waren geworden om de grens nog voor de winter weer te openen. De boeren geloven hem niet en beschuldigen de douane ervan tijd te rekken terwijl hun fruit op de velden ligt te rotten en niemand het komt halen."},
		{"tr", "Bakan pazartesi günü iki devletin sınırı kış gelmeden yeniden açmak konusunda anlaştığını söyledi. Çiftçiler buna inanmıyor ve meyveleri çürürken gümrüğü zaman kazanmakla suçluyor."},
		{"az", "Nazir bazar ertəsi bildirdi ki, iki dövlət sərhədi qışdan əvvəl yenidən açmaq barədə razılığa gəlib. Fermerlər buna inanmır və gömrüyü vaxt uzatmaqda ittiham edirlər, çünki onların meyvəsi çürüyür."},
		{"ru", "Министр заявил в понедельник, что два государства договорились вновь открыть границу до наступления зимы. Крестьяне ему не верят и обвиняют таможню в том, что она тянет время, пока гниют их фрукты."},
		{"pl", "Minister powiedział w poniedziałek, że oba państwa zgodziły się ponownie otworzyć granicę przed zimą. Rolnicy mu nie wierzą i oskarżają urząd celny o grę na zwłokę, podczas gdy ich owoce gniją."},
		{"ar", "قال الوزير يوم الاثنين إن الدولتين اتفقتا على إعادة فتح الحدود قبل الشتاء، لكن المزارعين لا يصدقونه ويتهمون الجمارك بالمماطلة بينما تتعفن ثمارهم."},
		{"", "Gates"},
		{"", "Putin-Aliyev 2019!"},
		{"", "12 34 56 78 90 12 34 56 78 90 12 34"},
		{"", ""},
	} {
		for range 5 {
			if got := Language(c.text); got != c.want {
				t.Errorf("%q for %.60q, want %q", got, c.text, c.want)
				break
			}
		}
	}
}

// A headline is too short to be refused: its names mislead any detector.
func TestLanguageOfHeadlines(t *testing.T) {
	for _, s := range []string{
		"Aliyev and Pashinyan Meet in Brussels as Border Talks Stall Again",
		"Tokayev Hails Uzbek Rail Deal, Snubs Lavrov",
		"Minister Denies Dam Closure Hurt Farmers",
		"Bayern Munich Sack Nagelsmann, Hire Tuchel",
		"Macron, Scholz Clash Over Nuclear Energy",
	} {
		if got := Language(s); got != "" && got != "en" {
			t.Errorf("%q for %q", got, s)
		}
	}
}

// Only parts of a long text are read, from all over it.
func TestLanguageSample(t *testing.T) {
	long := strings.Repeat("Żółć ", 1<<20)
	if got := len(sample(long)); got > sampleParts*(samplePart+1) {
		t.Errorf("%d bytes of a long text are read", got)
	}
	mixed := strings.Repeat("x ", 30_000) + strings.Repeat("the border and the gates of the valley ", 30_000)
	if got := Language(mixed); got != "en" {
		t.Errorf("%q for a text that begins with something else", got)
	}
}

func BenchmarkLanguage(b *testing.B) {
	for name, s := range map[string]string{
		"english": strings.Repeat(para+" ", 60),
		"other":   strings.Repeat("Bakan pazartesi günü iki devletin sınırı yeniden açtığını söyledi. ", 100),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Language(s)
			}
		})
	}
}
