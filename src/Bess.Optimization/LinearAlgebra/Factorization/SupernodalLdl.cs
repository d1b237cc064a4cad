namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Left-looking supernodal L D Lᵀ: dense panels, updated by the panels before them in blocks.</summary>
/// <remarks>
/// E. G. Ng, B. W. Peyton, Block sparse Cholesky algorithms on advanced uniprocessor computers, SIAM J. Sci. Comput. 14
/// (1993), left-looking block algorithm; the panels that have yet to update panel s wait in a list at s. No allocation after
/// construction; every sum has a fixed order, so equal input gives equal bits. Not thread-safe.
/// </remarks>
internal sealed unsafe class SupernodalLdl : NumericLdl
{
    private const int None = -1;
    private const int ProductLength = 16384;
    private const int Rows = PanelKernel.BlockRows;
    private readonly SupernodalPattern _pattern;
    private readonly PanelKernel _kernel;
    private readonly Panel[] _panels;
    private readonly AlignedDoubles _values;
    private readonly AlignedDoubles _product;
    private readonly AlignedDoubles _packed;
    private readonly AlignedDoubles _below;
    private readonly double[] _weights = new double[SupernodalPattern.WidestPanel];
    private readonly int[] _offset;
    private readonly int[] _waiting;
    private readonly int[] _nextWaiting;
    private readonly int[] _progress;

    public SupernodalLdl(int[] permutation, SupernodalPattern pattern, PanelKernel kernel)
        : base(permutation)
    {
        _pattern = pattern;
        _kernel = kernel;
        _panels = new Panel[pattern.PanelCount];
        for (int panel = 0; panel < _panels.Length; panel++)
        {
            _panels[panel] = new Panel(
                pattern.FirstColumn[panel],
                pattern.FirstColumn[panel + 1] - pattern.FirstColumn[panel],
                pattern.RowStart[panel],
                pattern.RowCount[panel],
                pattern.ValueStart[panel]);
        }

        const int Widest = SupernodalPattern.WidestPanel;
        _values = new AlignedDoubles(pattern.ValueStart[pattern.PanelCount]);
        _product = new AlignedDoubles(ProductLength + (8 * Rows * Widest));
        _packed = new AlignedDoubles(Widest * Widest);
        _below = new AlignedDoubles(pattern.LongestBelow);
        _offset = new int[pattern.Count];
        _waiting = new int[pattern.PanelCount];
        _nextWaiting = new int[pattern.PanelCount];
        _progress = new int[pattern.PanelCount];
    }

    protected override bool FactorisePermuted(ReadOnlySpan<double> values)
    {
        Array.Fill(_waiting, None);
        for (int panel = 0; panel < _pattern.PanelCount; panel++)
        {
            Assemble(panel, values);
            for (int source = _waiting[panel]; source != None;)
            {
                int next = _nextWaiting[source];
                Update(panel, source);
                source = next;
            }

            if (!Eliminate(panel)) return false;
            _progress[panel] = 0;
            Enqueue(panel);
        }

        return true;
    }

    protected override void SolvePermuted(double[] vector)
    {
        fixed (double* x = vector, inverse = InversePivot)
        fixed (int* rows = _pattern.Rows)
        {
            for (int panel = 0; panel < _panels.Length; panel++) Forward(_panels[panel], x, rows);
            for (int k = 0; k < vector.Length; k++) x[k] *= inverse[k];
            for (int panel = _panels.Length - 1; panel >= 0; panel--) Backward(_panels[panel], x, rows);
        }
    }

    /// <summary>Puts a panel into the list of the panel that its next row belongs to.</summary>
    private void Enqueue(int panel)
    {
        int at = _progress[panel];
        if (at == _panels[panel].RowCount) return;
        int target = _pattern.PanelOf[_pattern.Rows[_panels[panel].RowStart + at]];
        _nextWaiting[panel] = _waiting[target];
        _waiting[target] = panel;
    }

    /// <summary>Fills a panel with the entries of K and notes where its rows are.</summary>
    private void Assemble(int panel, ReadOnlySpan<double> values)
    {
        int start = _pattern.ValueStart[panel];
        int length = _pattern.ValueStart[panel + 1] - start;
        double* target = _values.Pointer + start;
        new Span<double>(target, length).Clear();
        int from = _pattern.EntryStart[panel];
        int to = _pattern.EntryStart[panel + 1];
        ReadOnlySpan<int> sources = _pattern.EntrySource.AsSpan(from..to);
        ReadOnlySpan<int> targets = _pattern.EntryTarget.AsSpan(from..to);
        for (int k = 0; k < sources.Length; k++) target[targets[k]] = values[sources[k]];
        int width = _panels[panel].Width;
        ReadOnlySpan<int> rows = _pattern.Rows.AsSpan(_panels[panel].RowStart, _panels[panel].RowCount);
        for (int r = 0; r < rows.Length; r++) _offset[rows[r]] = (r / Rows * Rows * width) + (r % Rows);
    }

    /// <summary>Subtracts from a panel what an earlier one contributes to it, and sends that one on.</summary>
    private void Update(int panel, int source)
    {
        Panel own = _panels[panel];
        Panel other = _panels[source];
        int from = _progress[source];
        int end = own.FirstColumn + own.Width;
        fixed (int* allRows = _pattern.Rows, offset = _offset)
        {
            int* rows = allRows + other.RowStart;
            int to = from + 1;
            while (to < other.RowCount && rows[to] < end) to++;
            var part = new PanelPart(rows, from, to, other.RowCount);
            double* left = _values.Pointer + other.ValueStart + SupernodalPattern.DiagonalLength(other.Width);
            var target = new PanelTarget(_values.Pointer + own.ValueStart, own.Width, own.FirstColumn, offset);
            if (other.Width == 1) target.SubtractOuter(part, left, Pivot[other.FirstColumn]);
            else UpdateByBlocks(part, left, other.Width, other.FirstColumn, target);
            _progress[source] = to;
        }

        Enqueue(source);
    }

    private void UpdateByBlocks(in PanelPart part, double* left, int inner, int firstColumn, in PanelTarget target)
    {
        int columns = part.To - part.From;
        fixed (double* pivot = Pivot)
            Pack(left, inner, pivot + firstColumn, part.From, columns);
        int chunk = Math.Max(4, ProductLength / (Rows * columns) & ~3);
        int blocks = SupernodalPattern.Blocks(part.Count);
        for (int block = part.From / Rows; block < blocks; block += chunk)
        {
            int count = Math.Min(chunk, blocks - block);
            _kernel.Multiply(left + ((long)block * Rows * inner), count, inner, _packed.Pointer, columns, _product.Pointer);
            target.Subtract(part, _product.Pointer, block, count);
        }
    }

    /// <summary>Packs rows of L times D as <see cref="PanelKernel.Multiply"/> wants them.</summary>
    private void Pack(double* left, int inner, double* pivot, int from, int columns)
    {
        double* packed = _packed.Pointer;
        int group;
        for (int j = 0; j < columns; j += group)
        {
            group = columns - j >= 4 ? 4 : columns - j >= 2 ? 2 : 1;
            for (int q = 0; q < group; q++)
            {
                int row = from + j + q;
                double* source = left + SupernodalPattern.BlockOffset(row, inner);
                for (int k = 0; k < inner; k++) packed[(k * group) + q] = source[k * Rows] * pivot[k];
            }

            packed += group * inner;
        }
    }

    /// <summary>Factorises the diagonal block and scales the rows below.</summary>
    private bool Eliminate(int panel)
    {
        var (first, width, _, rowCount, valueStart) = _panels[panel];
        double* diagonal = _values.Pointer + valueStart;
        if (width == 1)
        {
            if (!AcceptPivot(first, diagonal[0])) return false;
            double scale = InversePivot[first];
            for (int r = rowCount; r > 0; r--) diagonal[r] *= scale;
            return true;
        }

        fixed (double* weights = _weights, inverse = InversePivot)
        {
            for (int k = 0; k < width; k++)
            {
                for (int j = 0; j < k; j++) weights[j] = diagonal[(j * width) + k] * Pivot[first + j];
                if (k > 0) _kernel.UpdateColumn(diagonal, width, k, weights);
                if (!AcceptPivot(first + k, diagonal[(k * width) + k])) return false;
                double scale = inverse[first + k];
                for (int i = k + 1; i < width; i++) diagonal[(k * width) + i] *= scale;
            }

            int blocks = SupernodalPattern.Blocks(rowCount);
            double* below = diagonal + SupernodalPattern.DiagonalLength(width);
            _kernel.SolveRight(below, blocks, width, diagonal);
            _kernel.ScaleColumns(below, blocks, width, inverse + first);
        }

        return true;
    }

    private void Forward(in Panel panel, double* x, int* allRows)
    {
        int width = panel.Width;
        double* diagonal = _values.Pointer + panel.ValueStart;
        double* own = x + panel.FirstColumn;
        int count = panel.RowCount;
        int* rows = allRows + panel.RowStart;
        if (width == 1)
        {
            double value = own[0];
            double* column = diagonal + 1;
            for (int r = 0; r < count; r++) x[rows[r]] -= column[r] * value;
            return;
        }

        for (int k = 0; k + 1 < width; k++)
        {
            double value = own[k];
            double* column = diagonal + (k * width);
            for (int i = k + 1; i < width; i++) own[i] -= column[i] * value;
        }

        double* product = _below.Pointer;
        _kernel.MultiplyVector(diagonal + SupernodalPattern.DiagonalLength(width), SupernodalPattern.Blocks(count), width, own, product);
        for (int r = 0; r < count; r++) x[rows[r]] -= product[r];
    }

    private void Backward(in Panel panel, double* x, int* allRows)
    {
        int width = panel.Width;
        double* diagonal = _values.Pointer + panel.ValueStart;
        double* own = x + panel.FirstColumn;
        int count = panel.RowCount;
        int* rows = allRows + panel.RowStart;
        if (width == 1)
        {
            double value = own[0];
            double* column = diagonal + 1;
            for (int r = 0; r < count; r++) value -= column[r] * x[rows[r]];
            own[0] = value;
            return;
        }

        double* gathered = _below.Pointer;
        for (int r = 0; r < count; r++) gathered[r] = x[rows[r]];
        int blocks = SupernodalPattern.Blocks(count);
        for (int r = count; r < blocks * Rows; r++) gathered[r] = 0.0;
        _kernel.SubtractTransposed(diagonal + SupernodalPattern.DiagonalLength(width), blocks, width, gathered, own);
        for (int k = width - 2; k >= 0; k--)
        {
            double sum = own[k];
            double* column = diagonal + (k * width);
            for (int i = k + 1; i < width; i++) sum -= column[i] * own[i];
            own[k] = sum;
        }
    }

    /// <summary>Where a panel is, in one place for speed.</summary>
    private readonly record struct Panel(int FirstColumn, int Width, int RowStart, int RowCount, int ValueStart);
}
