using DaCaseManagement.Marac;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Web.Pdf;

/// <summary>A meeting's agenda on A4 sheets, landscape. Nothing is cut: a long reason goes on over as many sheets as it needs.</summary>
internal sealed class AgendaPdf
{
    private const double Margin = 36;
    private const double Gap = 10;
    private const double Size = 8.5;
    private const double LineHeight = 11.5;

    /// <summary>Where a sheet's own text starts, below the head.</summary>
    private const double Top = Margin + 26;
    private const double HeadingsHeight = 18;

    private static readonly (string Heading, double Width)[] Columns = [("Heard", 58), ("Victim and suspect", 182), ("Why listed", 128), ("Reasons, and what the victim wants", 372)];

    private readonly PdfFont plain = PdfFont.Regular();
    private readonly PdfFont bold = PdfFont.Bold();
    private readonly MeetingView meeting;
    private readonly ForcePolicy policy;
    private readonly PdfFile file;
    private double y;

    private AgendaPdf(MeetingView meeting, ForcePolicy policy)
    {
        (this.meeting, this.policy) = (meeting, policy);
        file = new PdfFile($"MARAC agenda {meeting.Reference}", policy.Profile.ForceName, 842, 595);
        NewSheet();
    }

    private double Right => file.Width - Margin;

    private double Bottom => file.Height - Margin - 20;

    private int Sheet => file.Sheets - 1;

    /// <param name="foot">At the foot of every sheet: who made it and how to keep it.</param>
    public static byte[] Write(MeetingView meeting, ForcePolicy policy, string foot)
    {
        var agenda = new AgendaPdf(meeting, policy);
        agenda.DrawAll();
        agenda.DrawFeet(foot);
        return agenda.file.ToArray();
    }

    private void DrawAll()
    {
        Draw($"MARAC agenda: {meeting.Area}, {Words.Date(meeting.HeldOn)}", bold, 15, 20);
        Draw($"Meeting {meeting.Reference}, starts {meeting.StartsAt:HH:mm}, {meeting.Venue}. {meeting.Agenda.Count} {(meeting.Agenda.Count == 1 ? "case" : "cases")}, {meeting.MinutesPerCase} minutes each.", plain, Size, LineHeight);
        y += 8;
        if (meeting.Agenda.Count == 0)
        {
            Draw("No case is listed.", plain, Size, LineHeight);
            return;
        }

        DrawHeadings();
        foreach (var row in meeting.Agenda)
        {
            DrawCase(row);
        }

        if (plain.Missed || bold.Missed)
        {
            if (y + (2 * LineHeight) > Bottom)
            {
                NewSheet();
            }

            Draw("An empty box stands for a character this paper cannot show; the record on screen has it.", plain, Size, LineHeight);
        }
    }

    private void NewSheet()
    {
        file.AddSheet();
        file.Text(Sheet, Margin, Margin + 8, policy.Profile.ForceName, bold, Size);
        const string Marking = "OFFICIAL-SENSITIVE";
        file.Text(Sheet, (file.Width - bold.WidthOf(Marking, Size)) / 2, Margin + 8, Marking, bold, Size);
        var name = $"MARAC agenda {meeting.Reference}";
        file.Text(Sheet, Right - bold.WidthOf(name, Size), Margin + 8, name, bold, Size);
        file.Rule(Sheet, Margin, Right, Margin + 14);
        y = Top;
    }

    private void DrawHeadings()
    {
        var x = Margin;
        foreach (var (heading, width) in Columns)
        {
            file.Text(Sheet, x, y + 8, heading, bold, Size);
            x += width + Gap;
        }

        file.Rule(Sheet, Margin, Right, y + 13, thickness: 1);
        y += HeadingsHeight;
    }

    private void DrawCase(AgendaRow row)
    {
        var cells = Cells(row);
        var tallest = cells.Max(c => c.Count);

        // A case stays on one sheet when it fits on one; when it fits on none it starts here, if there is room for a beginning.
        var height = tallest * LineHeight;
        var needed = height > Bottom - Top - HeadingsHeight ? 6 * LineHeight : height;
        if (y + needed > Bottom)
        {
            NewSheet();
            DrawHeadings();
        }

        for (var line = 0; line < tallest; line++)
        {
            if (y + LineHeight > Bottom)
            {
                NewSheet();
                DrawHeadings();
                file.Text(Sheet, Margin, y + 8, $"{row.Place}, continued", bold, Size);
            }

            var x = Margin;
            for (var column = 0; column < cells.Count; x += Columns[column].Width + Gap, column++)
            {
                if (line < cells[column].Count)
                {
                    var (text, font) = cells[column][line];
                    file.Text(Sheet, x, y + 8, text, font, Size);
                }
            }

            y += LineHeight;
        }

        file.Rule(Sheet, Margin, Right, y + 3, thickness: 0.5, grey: 0.5);
        y += 9;
    }

    private List<List<(string Text, PdfFont Font)>> Cells(AgendaRow row)
    {
        List<(string Text, PdfFont Font)>[] cells =
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
            [(row.Reason, plain), (row.VictimWants is null ? "" : "The victim wants", bold), (row.VictimWants ?? "", plain)],
        ];
        return [.. cells.Select((cell, column) => cell.Where(p => p.Text.Length > 0).SelectMany(p => TextLines.Wrap(p.Text, p.Font, Size, Columns[column].Width).Select(l => (l, p.Font))).ToList())];
    }

    private void Draw(string text, PdfFont font, double size, double height)
    {
        foreach (var line in TextLines.Wrap(text, font, size, Right - Margin))
        {
            file.Text(Sheet, Margin, y + (height * 0.75), line, font, size);
            y += height;
        }
    }

    /// <summary>Once it is known how many sheets there are.</summary>
    private void DrawFeet(string foot)
    {
        for (var sheet = 0; sheet < file.Sheets; sheet++)
        {
            var page = $"Page {sheet + 1} of {file.Sheets}";
            file.Rule(sheet, Margin, Right, file.Height - Margin - 14);
            file.Text(sheet, Margin, file.Height - Margin - 4, foot, plain, 7.5);
            file.Text(sheet, Right - plain.WidthOf(page, 7.5), file.Height - Margin - 4, page, plain, 7.5);
        }
    }
}
