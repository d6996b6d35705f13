using System.Text;

using DaCaseManagement.Imports;

namespace DaCaseManagement.UnitTests.Imports;

[Rule("ACC-5")]
public sealed class FileLooksTests
{
    private const string Text = "Reference;Surname\r\nN1;Zoë Brontë\r\n";

    public static TheoryData<string, FileEncoding> Encodings => new()
    {
        { "utf-8", FileEncoding.Utf8 },
        { "utf-8-bom", FileEncoding.Utf8 },
        { "windows-1252", FileEncoding.Windows1252 },
        { "utf-16", FileEncoding.Utf16 },
        { "utf-16be", FileEncoding.Utf16BigEndian },
    };

    [Theory, MemberData(nameof(Encodings))]
    public async Task EveryEncoding_IsFoundAndRead(string name, FileEncoding expected)
    {
        await using var stream = new MemoryStream(Bytes(name, Text));

        var (looks, headings) = await ImportReading.Look(stream, default);

        (looks.Problem, looks.Encoding, looks.Delimiter).ShouldBe((null, expected, ';'));
        headings!.Fields.ShouldBe(["Reference", "Surname"]);
        ImportReading.Rows(stream, looks.Encoding, looks.Delimiter).Rows.Single().Fields.ShouldBe(["N1", "Zoë Brontë"]);
    }

    [Fact]
    public async Task ALetterCutByTheReadingBuffer_IsStillOneLetter()
    {
        var text = "Reference,Surname\n" + string.Concat(Enumerable.Repeat("N1,ëëëëëëëëëëë\n", 20_000));

        (await Look(Encoding.UTF8.GetBytes(text))).Encoding.ShouldBe(FileEncoding.Utf8);
        (await Look(Encoding.UTF8.GetBytes("x" + text))).Encoding.ShouldBe(FileEncoding.Utf8);
    }

    [Fact]
    public async Task OneDamagedByteInUtf8_DoesNotMakeItAnotherEncoding()
    {
        var bytes = Encoding.UTF8.GetBytes("Reference,Surname\nN1,Zoë Brontë\nN2,Xx\nN3,Ødegård\n");
        bytes[Array.LastIndexOf(bytes, (byte)'x')] = 0xFF;
        await using var stream = new MemoryStream(bytes);

        var looks = await Look(bytes);
        var map = ColumnMap.Guess(ImportKind.People, ["Reference", "Surname"]);
        var rows = ImportReading.Rows(stream, looks.Encoding, ',').Rows.Select(r => ImportReading.Read(map, r, DateTime.UtcNow)).ToList();

        looks.Encoding.ShouldBe(FileEncoding.Utf8);
        rows.Where(r => r.IsRefused()).Select(r => r.Number).ShouldBe([3]);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 })]
    [InlineData(new byte[] { 65, 0, 66, 0, 10, 0 })]
    [InlineData(new byte[] { 10, 10, 32, 10 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0, 65, 0, 0, 0 })]
    public async Task WhatIsNoText_IsRefused(byte[] bytes) => (await Look(bytes)).Problem.ShouldNotBeNull();

    private static async Task<FileLooks> Look(byte[] bytes)
    {
        await using var stream = new MemoryStream(bytes);
        return await FileLooks.At(stream, default);
    }

    private static byte[] Bytes(string name, string text) => name switch
    {
        "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
        "utf-16be" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };
}
