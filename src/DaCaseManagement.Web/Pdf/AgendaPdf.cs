using DaCaseManagement.Marac;
using DaCaseManagement.Policy;

using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace DaCaseManagement.Web.Pdf;

/// <summary>A meeting's agenda on A4 sheets, landscape. Nothing is cut: a long reason goes on over as many sheets as it needs.</summary>
internal sealed class AgendaPdf : IDisposable
{
    private const double Margin = 36;
    private const double Gap = 8;
    private const double LineHeight = 11.5;
    private const double FootHeight = 24;

    private static readonly (string Heading, double Width)[] Columns = [("Heard", 58), ("Victim and suspect", 182), ("Why listed", 128), ("Reasons, and what the victim wants", 0)];

    private readonly PdfDocument document = new();
    private readonly XFont plain = PdfFonts.Regular(8.5);
    private readonly XFont bold = PdfFonts.Bold(8.5);
    private readonly XFont title = PdfFonts.Bold(15);
    private readonly MeetingView meeting;
    private readonly ForcePolicy policy;
    private readonly string foot;
    private XGraphics page;
    private TextLines lines;
    private double y;
    private bool missing;

    private AgendaPdf(MeetingView meeting, ForcePolicy policy, string foot)
    {
        (this.meeting, this.policy, this.foot) = (meeting, policy, foot);
        document.RenderEvents.RenderTextEvent += (_, e) => missing |= Array.Exists(e.CodePointGlyphIndexPairs, g => g.GlyphIndex == 0);
        (document.Info.Title, document.Info.Author, document.Info.Creator, document.Language) = ($"MARAC agenda {meeting.Reference}", policy.Profile.ForceName, "DaCaseManagement", "en-GB");
        (page, lines) = NewPage();
    }

    private double Width => page.PageSize.Width - (2 * Margin);

    private double Bottom => page.PageSize.Height - Margin - FootHeight;

    /// <param name="foot">At the foot of every sheet: who made it and how to keep it.</param>
    public static byte[] Write(MeetingView meeting, ForcePolicy policy, string foot)
    {
        using var agenda = new AgendaPdf(meeting, policy, foot);
        agenda.DrawAll();
        using var file = new MemoryStream();
        agenda.document.Save(file, closeStream: false);
        return file.ToArray();
    }

    public void Dispose()
    {
        page.Dispose();
        document.Dispose();
    }

    private void DrawAll()
    {
        Draw($"MARAC agenda: {meeting.Area}, {Words.Date(meeting.HeldOn)}", title, Margin, Width, 19);
        Draw($"Meeting {meeting.Reference}, starts {meeting.StartsAt:HH:mm}, {meeting.Venue}. {meeting.Agenda.Count} {(meeting.Agenda.Count == 1 ? "case" : "cases")}, {meeting.MinutesPerCase} minutes each.", plain, Margin, Width, LineHeight);
        y += 6;
        if (meeting.Agenda.Count == 0)
        {
            Draw("No case is listed.", plain, Margin, Width, LineHeight);
        }
        else
        {
            DrawHeadings();
        }

        foreach (var row in meeting.Agenda)
        {
            DrawCase(row);
        }

        if (missing)
        {
            (page, lines) = y + (3 * LineHeight) > Bottom ? NewPage() : (page, lines);
            y += 6;
            Draw("An empty box stands for a character this paper cannot show; it is in the record on screen.", plain, Margin, Width, LineHeight);
        }

        page.Dispose();
        Number();
    }

    private (XGraphics Page, TextLines Lines) NewPage()
    {
        page?.Dispose();
        var sheet = document.AddPage();
        (sheet.Size, sheet.Orientation) = (PageSize.A4, PageOrientation.Landscape);
        var drawn = XGraphics.FromPdfPage(sheet);
        drawn.DrawString(policy.Profile.ForceName, bold, XBrushes.Black, new XPoint(Margin, Margin + 8));
        drawn.DrawString("OFFICIAL-SENSITIVE", bold, XBrushes.Black, new XRect(Margin, Margin, drawn.PageSize.Width - (2 * Margin), 10), XStringFormats.TopCenter);
        drawn.DrawString($"MARAC agenda {meeting.Reference}", bold, XBrushes.Black, new XRect(Margin, Margin, drawn.PageSize.Width - (2 * Margin), 10), XStringFormats.TopRight);
        drawn.DrawLine(XPens.Black, Margin, Margin + 14, drawn.PageSize.Width - Margin, Margin + 14);
        y = Margin + 24;
        return (drawn, new TextLines(drawn));
    }

    private void DrawHeadings()
    {
        var x = Margin;
        foreach (var (heading, width) in Columns)
        {
            page.DrawString(heading, bold, XBrushes.Black, new XPoint(x, y + 8));
            x += width + Gap;
        }

        y += 13;
        page.DrawLine(new XPen(XColors.Black, 1), Margin, y, Margin + Width, y);
        y += 4;
    }

    private void DrawCase(AgendaRow row)
    {
        var cells = Cells(row);
        var tallest = cells.Max(c => c.Count);

        // A case stays on one sheet when it fits on one, and starts on this one when it fits on none.
        var whole = (tallest * LineHeight) + 8;
        var sheet = Bottom - Margin - 24 - 17;
        if (y + Math.Min(whole, whole > sheet ? 6 * LineHeight : whole) > Bottom)
        {
            Turn();
        }

        for (var line = 0; line < tallest; line++)
        {
            if (y + LineHeight > Bottom)
            {
                Turn();
                page.DrawString($"{row.Place}, continued", bold, XBrushes.Black, new XPoint(Margin, y + 8));
                y += LineHeight;
            }

            var x = Margin;
            for (var column = 0; column < cells.Length; column++)
            {
                if (line < cells[column].Count)
                {
                    var (text, font) = cells[column][line];
                    page.DrawString(text, font, XBrushes.Black, new XPoint(x, y + 8));
                }

                x += Columns[column].Width + Gap;
            }

            y += LineHeight;
        }

        y += 3;
        page.DrawLine(XPens.Gray, Margin, y, Margin + Width, y);
        y += 5;
    }

    private void Turn()
    {
        (page, lines) = NewPage();
        DrawHeadings();
    }

    private List<(string Text, XFont Font)>[] Cells(AgendaRow row)
    {
        var widths = Columns.Select(c => c.Width).ToArray();
        widths[^1] = Width - widths.Sum() - (Gap * (widths.Length - 1));
        List<(string Text, XFont Font)>[] cells =
        [
            [($"{row.Place}", bold), ($"{row.At:HH:mm}", plain)],
            [
                (row.Victim, bold), (row.VictimBorn is null ? "Date of birth not known" : $"Born {row.VictimBorn}", plain),
                (row.Perpetrator ?? "Suspect not known yet", bold), (row.Perpetrator is null ? "" : row.PerpetratorBorn is null ? "Date of birth not known" : $"Born {row.PerpetratorBorn}", plain),
                (row.Children switch { 0 => "No child known", 1 => "1 child", _ => $"{row.Children} children" }, plain),
            ],
            [
                (row.Grade is { } grade ? $"{policy.GradeLabel(grade)} risk" : "Not assessed", bold),
                (Words.Of(row.Criterion) + (row.IsRepeat && row.Criterion != ReferralCriterion.Repeat ? ", referred before" : ""), plain),
                (row.OverCapacity ? "Over capacity: needs an extra meeting" : "", bold),
                (row.Referral, plain), ($"Case {row.Case}", plain),
            ],
            [(row.Reason, plain), .. row.VictimWants is { } wants ? new[] { ("The victim wants", bold), (wants, plain) } : []],
        ];
        return [.. cells.Select((cell, column) => cell.Where(p => p.Text.Length > 0).SelectMany(p => lines.Wrap(p.Text, p.Font, widths[column]).Select(l => (l, p.Font))).ToList())];
    }

    private void Draw(string text, XFont font, double x, double width, double height)
    {
        foreach (var line in lines.Wrap(text, font, width))
        {
            page.DrawString(line, font, XBrushes.Black, new XPoint(x, y + (height * 0.75)));
            y += height;
        }
    }

    /// <summary>The foot of each sheet, once it is known how many there are.</summary>
    private void Number()
    {
        for (var i = 0; i < document.PageCount; i++)
        {
            using var sheet = XGraphics.FromPdfPage(document.Pages[i]);
            var (width, top) = (sheet.PageSize.Width - (2 * Margin), sheet.PageSize.Height - Margin - 12);
            sheet.DrawLine(XPens.Black, Margin, top - 3, Margin + width, top - 3);
            sheet.DrawString(foot, PdfFonts.Regular(7.5), XBrushes.Black, new XPoint(Margin, top + 8));
            sheet.DrawString($"Page {i + 1} of {document.PageCount}", PdfFonts.Regular(7.5), XBrushes.Black, new XRect(Margin, top, width, 12), XStringFormats.TopRight);
        }
    }
}
