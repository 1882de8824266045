import Foundation
import QuernAnalysis
import Testing

@Suite struct LanguageTests {
  /// The sets of paragraphs and the language of each.
  private static let sets = [
    ("xquad-ar", "ar"), ("xquad-de", "de"), ("xquad-el", "el"), ("xquad-en", "en"),
    ("xquad-es", "es"), ("xquad-hi", "hi"), ("xquad-ro", "ro"), ("xquad-ru", "ru"),
    ("xquad-th", "th"), ("xquad-tr", "tr"), ("xquad-vi", "vi"), ("xquad-zh", "zh"),
    ("jsquad", "ja"), ("iapp-thai", "th"), ("news-masakha-fra", "fr"), ("news-masakha-swa", "sw"),
  ]

  private struct Paragraph: Decodable {
    var text: String
  }

  private static func file(_ set: String) -> URL? {
    SharedData.file("data/relevance/\(set)/corpus.jsonl")
  }

  /// One table for all sets: a row for each language, how often it was taken for which.
  ///
  /// Swahili and Vietnamese have neither stemmer nor dictionary and are held to the same.
  @Test(.enabled(if: file("xquad-en") != nil, "the relevance data is not there"))
  func `98 of 100 paragraphs are told apart`() throws {
    let detector = LanguageDetector()
    var table = ConfusionTable()
    for (set, language) in Self.sets {
      let file = try #require(Self.file(set), "\(set)")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      #expect(lines.count >= 200)
      for line in lines {
        let text = try JSONDecoder().decode(Paragraph.self, from: Data(line.utf8)).text
        table.count(language, takenFor: detector.guess(text)?.language)
      }
    }
    print(table.text)
    for language in table.languages {
      #expect(table.accuracy(of: language) >= 0.98, "\(language)")
    }
    #expect(table.languages.count == Set(Self.sets.map(\.1)).count)
    #expect(table.accuracy >= 0.98)
  }

  @Test(arguments: [
    ("Το λεξικό είναι στο τραπέζι", "el"), ("พจนานุกรมอยู่บนโต๊ะ", "th"), ("사전은 책상 위에 있다", "ko"),
    ("词典在桌子上", "zh"), ("辞書は机の上にあります", "ja"), ("東京タワー", "ja"), ("Բառարանը սեղանին է", "hy"),
    ("The dictionary is on the table", "en"), ("Das Wörterbuch liegt auf dem Tisch", "de"),
    ("Le dictionnaire est sur la table", "fr"), ("Il dizionario è sul tavolo della cucina", "it"),
    ("El diccionario está sobre la mesa", "es"), ("O dicionário não está na mesa", "pt"),
    ("El diccionari és sobre la taula i no ha estat trobat", "ca"),
    ("Het woordenboek ligt op de tafel", "nl"), ("Ordboken ligger på bordet och är stor", "sv"),
    ("Ordboka ligger på bordet, men ikke etter dette", "no"),
    ("Ordbogen ligger på bordet efter at være blevet fundet af ham", "da"),
    ("Sanakirja on pöydällä ja se ei ole hänen", "fi"),
    ("A szótár az asztalon van, és nem kicsi", "hu"),
    ("Sözlük masanın üzerinde ve çok büyük", "tr"), ("Dicționarul este pe masă și nu a fost", "ro"),
    ("Словарь лежит на столе, и это не он", "ru"), ("Словник лежить на столі, і це не він", "uk"),
    ("Речник је на столу и није био његов", "sr"), ("Rečnik je na stolu posle toga i takođe", "sr"),
    ("Žodynas yra ant stalo ir buvo jo", "lt"), ("Hiztegia mahai gainean dago eta ez da", "eu"),
    ("Tá an foclóir ar an mbord agus ní raibh sé", "ga"),
    ("Kamus itu ada di atas meja dan tidak akan", "id"), ("القاموس على الطاولة في هذا البيت", "ar"),
    ("فرهنگ لغت روی میز است و این را", "fa"), ("शब्दकोश मेज पर है और यह नहीं था", "hi"),
    ("शब्दकोश टेबलमा छ र यो पनि हो", "ne"), ("அகராதி மேசையில் உள்ளது", "ta"),
    ("דאָס ווערטערבוך איז אויף דעם טיש און די", "yi"), ("המילון על השולחן של הוא", "he"),
    ("THE DICTIONARY IS ON THE TABLE", "en"), ("СЛОВАРЬ ЛЕЖИТ НА СТОЛЕ, И ЭТО НЕ ОН", "ru"),
  ])
  func `a sentence is enough`(text: String, language: String) throws {
    #expect(LanguageDetector().guess(text)?.language == language)
    #expect(LanguageDetector.languages.contains(language))
  }

  @Test func `nothing speaks for a language where there are no letters`() {
    for text in ["", " ", "12.5 % — …", "🎉🇺🇦", "\0\0"] {
      #expect(LanguageDetector().guess(text) == nil, "\(text)")
    }
  }

  @Test func `confidence tells a text from a name`() throws {
    let detector = LanguageDetector()
    let text =
      "It was the best of times, it was the worst of times, and that is all there is to it."
    let sure = try #require(detector.guess(text))
    #expect(sure.confidence > 0.5 && sure.confidence <= 1)
    let name = detector.guess("Müller Łódź Nguyễn Hernández Ağrı")
    #expect((name?.confidence ?? 0) < 0.1)
  }

  @Test func `only the beginning of a text counts`() throws {
    let detector = LanguageDetector()
    let english = String(repeating: "the end of it ", count: 300)
    let russian = String(repeating: "и это не он ", count: 100_000)
    #expect(detector.guess(english + russian)?.language == "en")
    let clock = ContinuousClock()
    #expect(clock.measure { _ = detector.guess(russian) } < .milliseconds(200))
  }

  @Test(arguments: ["en", "EN-gb", "eng", "English", "en_US"])
  func `a language may be named in several ways`(name: String) {
    #expect(Stemming(language: name) == .english)
  }

  @Test func `every language of a stemmer is guessed and named`() {
    for stemming in Stemming.allCases where stemming != .porter {
      #expect(Stemming(language: stemming.languageCode) == stemming)
      #expect(LanguageDetector.languages.contains(stemming.languageCode))
      #expect(Stemming(language: stemming.rawValue) == stemming)
    }
    #expect(Stemming(language: "nb") == .norwegian)
    #expect(Stemming(language: "zh") == nil)
    #expect(Stemming(language: "") == nil)
  }
}
