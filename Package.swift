// swift-tools-version: 6.2
// Quern: articles in, ranked hits out. The targets stand in the order in which data flows through them.

import PackageDescription

/// One setting for every Swift target of ours: Swift 6 mode with what later versions will demand.
let settings: [SwiftSetting] = [
  // Each use of unchecked memory says `unsafe`, so that it can be found and argued for.
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // Functions that return spans (Storage, Codec) must say whose memory the span borrows.
  .enableExperimentalFeature("Lifetimes"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")

/// A library or test target of ours, with the common settings.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "quern",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Quern", targets: ["Quern"]),
    .executable(name: "quern", targets: ["QuernCommand"]),
    .executable(name: "peer-protocol", targets: ["PeerProtocol"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // System libraries, and the C that hides or speeds them up.
    .systemLibrary(
      name: "CICU", pkgConfig: "icu-uc",
      providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .systemLibrary(
      name: "CStemmer",
      providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // ICU behind opaque types: its headers clash with Foundation's in one importer.
    .target(name: "CICUShims", dependencies: ["CICU", "CWordClasses"]),
    // What each character does at a word boundary: a generated table.
    .target(name: "CWordClasses"),
    // Pack, unpack and score blocks of 128 postings.
    .target(name: "CKernels"),

    // 0. The nouns that all rooms share. No I/O, no algorithms.
    module("QuernModel"),
    // 1. Files and streams → documents. Knows no index.
    module("QuernIngest", ["QuernModel", "CYAML"]),
    // 2. Text → tokens. Knows no files, no postings.
    module("QuernAnalysis", ["QuernModel", "CICUShims", "CStemmer", "CWordClasses"]),
    // 3. Bytes in, bytes out: the one door to unchecked memory. Knows no versions, no segments.
    module("QuernStorage", ["CKernels"]),
    // 4. Numbers ↔ bytes, one folder per structure of the file format. Knows no queries.
    module("QuernCodec", ["QuernModel", "QuernStorage", "CKernels", "CZstd"]),
    // 5. Postings → segments → a commit. Knows no analysis, no search.
    module("QuernIndex", ["QuernModel", "QuernStorage", "QuernCodec"]),
    // 6. Query → scored hits. Knows no writers, no output.
    module(
      "QuernSearch",
      ["QuernModel", "QuernAnalysis", "QuernStorage", "QuernCodec", "QuernIndex", "CKernels"]),
    // 7. The façade that a program imports: open, write, search.
    module(
      "Quern",
      ["QuernModel", "QuernAnalysis", "QuernStorage", "QuernCodec", "QuernIndex", "QuernSearch"]),
    // 8. Hits → text out. Knows not how they were found.
    module("QuernPresentation", ["QuernModel"]),
    // 9. Lists of results and judgements → measures. Knows no index.
    module("QuernEvaluation"),
    // 10. The `quern` command.
    .executableTarget(
      name: "QuernCommand",
      dependencies: [
        "Quern", "QuernModel", "QuernIngest", "QuernPresentation", "QuernEvaluation",
        argumentParser, histogram,
      ],
      swiftSettings: settings),
    // The manual page of the command, made of its help: see `make man`. No product.
    .executableTarget(
      name: "ManualPage", path: "Tools/ManualPage", swiftSettings: settings),
    // Our engine behind the line protocol by which rival engines are compared.
    .executableTarget(
      name: "PeerProtocol",
      dependencies: ["Quern", "QuernModel", "QuernSearch", "QuernIngest"],
      path: "Benchmarks/PeerProtocol",
      swiftSettings: settings),
    // What queries cost in instructions: see `make bench-check`.
    .executableTarget(
      name: "InstructionCounts",
      dependencies: ["Quern", "QuernModel", "QuernSearch", "QuernTestSupport"],
      path: "Benchmarks/Instructions",
      exclude: ["check", "counts.tsv"],
      swiftSettings: settings),
    // The own word breaker beside ICU's. No product either.
    .executableTarget(
      name: "WordBreaking",
      dependencies: ["QuernAnalysis", "QuernModel"],
      path: "Benchmarks/WordBreaking",
      exclude: ["instructions"],
      swiftSettings: settings),
    // How long a query of each type takes, beside a plain OR. No product.
    .executableTarget(
      name: "QueryTypes",
      dependencies: ["Quern", "QuernModel", "QuernSearch", "QuernTestSupport"],
      path: "Benchmarks/QueryTypes",
      swiftSettings: settings),
    // How good the hits are, on test collections. No product.
    .executableTarget(
      name: "Relevance",
      dependencies: ["Quern", "QuernModel", "QuernEvaluation", "QuernStorage"],
      path: "Benchmarks/Relevance",
      swiftSettings: settings),
    // What one article more costs in a large index. No product.
    .executableTarget(
      name: "SmallCommits",
      dependencies: ["Quern", "QuernModel", "QuernStorage"],
      path: "Benchmarks/SmallCommits",
      swiftSettings: settings),
    // Measures analysis, indexing, opening and searching. A tool of this repository, no product.
    .executableTarget(
      name: "QuernBenchmarks",
      dependencies: [
        "Quern", "QuernModel", "QuernIngest", "QuernAnalysis", "QuernStorage", "QuernIndex",
        "QuernSearch", "QuernTestSupport", argumentParser, histogram,
      ],
      path: "Benchmarks/QuernBenchmarks",
      swiftSettings: settings),

    // Tests, in the same order, and what they share.
    .target(
      name: "QuernTestSupport", dependencies: ["QuernModel"], path: "Tests/QuernTestSupport",
      swiftSettings: settings),
    // A disk that records, fails and loses; the dictionary that an index is held against.
    .target(
      name: "QuernFaults",
      dependencies: ["QuernTestSupport", "Quern", "QuernModel", "QuernStorage"],
      path: "Tests/QuernFaults", swiftSettings: settings),
    // A process to be killed, and one with many threads.
    .executableTarget(
      name: "FaultProcess", dependencies: ["QuernFaults", "Quern", "QuernModel", "QuernStorage"],
      path: "Tests/FaultProcess", swiftSettings: settings),
    // Readers of foreign bytes, each ready for any input.
    .target(
      name: "QuernFuzzing",
      dependencies: [
        "Quern", "QuernAnalysis", "QuernCodec", "QuernIngest", "QuernModel", "QuernStorage",
      ],
      path: "Tests/QuernFuzzing", swiftSettings: settings),
    tests("QuernModelTests", ["QuernTestSupport", "QuernModel"]),
    tests("QuernIngestTests", ["QuernTestSupport", "QuernIngest", "QuernModel"]),
    tests(
      "QuernAnalysisTests",
      ["QuernTestSupport", "QuernAnalysis", "QuernModel", "CICUShims", "CWordClasses"]),
    tests("QuernStorageTests", ["QuernTestSupport", "QuernStorage"]),
    tests(
      "QuernCodecTests",
      ["QuernTestSupport", "QuernCodec", "QuernModel", "QuernStorage", "CKernels"]),
    tests(
      "QuernIndexTests",
      ["QuernTestSupport", "QuernIndex", "QuernCodec", "QuernModel", "QuernStorage"]),
    tests(
      "QuernSearchTests",
      [
        "QuernTestSupport", "QuernSearch", "Quern", "QuernIndex", "QuernCodec", "QuernAnalysis",
        "QuernModel", "QuernStorage", "CKernels",
      ], exclude: ["Golden"]),
    tests(
      "QuernTests",
      [
        "QuernFaults", "QuernTestSupport", "Quern", "QuernIndex", "QuernAnalysis", "QuernModel",
        "QuernStorage", "QuernIngest", "QuernPresentation",
      ]),
    // Crashes, failing disks, killed writers: nothing acknowledged is lost.
    tests(
      "QuernFaultTests",
      [
        "FaultProcess", "QuernFaults", "QuernFuzzing", "QuernTestSupport", "Quern", "QuernCodec",
        "QuernModel", "QuernStorage",
      ]),
    tests("QuernPresentationTests", ["QuernPresentation", "QuernModel"]),
    .testTarget(
      name: "QuernEvaluationTests", dependencies: ["QuernEvaluation"], exclude: ["Data"],
      swiftSettings: settings),
    // Runs the built command as a user does; hence the dependency on the executable.
    tests("QuernCommandTests", ["QuernCommand", "PeerProtocol", "ManualPage"]),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own `main`, so this builds only with its sanitizer: see `make fuzz`.
if Context.environment["QUERN_FUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["QuernFuzzing"], path: "Tests/Fuzzer",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
